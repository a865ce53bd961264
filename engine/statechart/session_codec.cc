#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

#include "engine/statechart/session.h"

namespace norma::statechart {
namespace {

constexpr std::string_view kVersion = "n1";

class Writer {
 public:
  Writer() { out_.reserve(kUsual); }
  Writer& flag(bool value) {
    out_ += value ? '+' : '-';
    return *this;
  }
  Writer& number(std::int64_t value) {
    digits(value);
    out_ += ';';
    return *this;
  }
  Writer& text(std::string_view value) {
    digits(static_cast<std::int64_t>(value.size()));
    out_ += ':';
    out_ += value;
    return *this;
  }
  std::string out_{kVersion};

 private:
  static constexpr std::size_t kUsual = 250;  ///< A session without much data is written without growing.

  void digits(std::int64_t value) {
    std::array<char, 24> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    out_.append(buffer.data(), end.ptr);
  }
};

void write_variables(Writer& writer, const std::vector<Variable>& variables) {
  writer.number(static_cast<std::int64_t>(variables.size()));
  for (const Variable& variable : variables) writer.text(variable.name).text(variable.json);
}

void write_states(Writer& writer, const Chart& chart, const std::vector<StateIndex>& states) {
  writer.number(static_cast<std::int64_t>(states.size()));
  for (const StateIndex state : states) writer.text(chart.id(state));
}

/// Reads the grammar; after the first fault everything it gives is empty.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {
    if (rest_.starts_with(kVersion)) {
      rest_.remove_prefix(kVersion.size());
    } else {
      break_off();
    }
  }

  bool flag() {
    if (rest_.empty() || (rest_.front() != '+' && rest_.front() != '-')) return break_off();
    const bool value = rest_.front() == '+';
    rest_.remove_prefix(1);
    return value;
  }
  std::int64_t number() { return digits_until(';'); }
  std::string_view text() {
    const std::int64_t size = digits_until(':');
    if (size < 0 || static_cast<std::uint64_t>(size) > rest_.size()) {
      break_off();
      return {};
    }
    const std::string_view value = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(static_cast<std::size_t>(size));
    return value;
  }
  /// How many items follow; no more than there are bytes left, since each takes one at least.
  std::size_t count() {
    const std::int64_t value = number();
    if (value < 0 || static_cast<std::uint64_t>(value) > rest_.size()) {
      break_off();
      return 0;
    }
    return static_cast<std::size_t>(value);
  }
  [[nodiscard]] bool is_broken() const { return broken_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  bool break_off() {
    broken_ = true;
    rest_ = {};
    return false;
  }
  std::int64_t digits_until(char end) {
    std::int64_t value = 0;
    const auto parsed = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    const auto used = static_cast<std::size_t>(parsed.ptr - rest_.data());
    if (parsed.ec != std::errc{} || used >= rest_.size() || rest_[used] != end) {
      break_off();
      return 0;
    }
    rest_.remove_prefix(used + 1);
    return value;
  }

  std::string_view rest_;
  bool broken_ = false;
};

class Decoder {
 public:
  Decoder(const Chart& chart, std::string_view bytes) : chart_(chart), reader_(bytes) {}

  Result<Session> decode() {
    Session session;
    session.running = reader_.flag();
    session.id = reader_.text();
    session.invokeid = reader_.text();
    session.next_number = static_cast<std::uint64_t>(reader_.number());
    session.configuration = StateSet(chart_.state_count());
    each_state([&](StateIndex state) {
      session.configuration.insert(0);
      for (; state != 0 && !session.configuration.contains(state); state = chart_.parent(state)) session.configuration.insert(state);
    });
    session.initialised = StateSet(chart_.state_count());
    each_state([&](StateIndex state) { session.initialised.insert(state); });
    for (std::size_t left = reader_.count(); left > 0 && !reader_.is_broken(); --left) {
      const StateIndex history = state_of(reader_.text());
      std::vector<StateIndex>& recorded = session.history.emplace_back(HistoryValue{history, {}}).states;
      each_state([&recorded](StateIndex state) { recorded.push_back(state); });
    }
    session.data = variables();
    for (std::size_t left = reader_.count(); left > 0 && !reader_.is_broken(); --left) session.delayed.push_back(delayed());
    for (std::size_t left = reader_.count(); left > 0 && !reader_.is_broken(); --left) {
      const StateIndex state = state_of(reader_.text());
      const std::int64_t position = reader_.number();
      if (position < 0 || static_cast<std::size_t>(position) >= chart_.state(state).invokes.size()) unknown("invoke");
      session.invocations.push_back({state, static_cast<std::uint16_t>(position), std::string(reader_.text())});
    }
    const bool is_whole = !reader_.is_broken() && reader_.at_end();
    if (!is_whole || !is_ascending(session.data, &Variable::name) || !is_ascending(session.delayed, &DelayedSend::number)) {
      return fail(Reason::kStorageCorrupt, "session");
    }
    if (unknown_) return fail(Reason::kDefinitionInvalid, *unknown_);
    if (!is_legal(session.configuration)) return fail(Reason::kDefinitionInvalid, "the configuration is not legal");
    return check_history(session);
  }

 private:
  void unknown(std::string_view id) {
    if (!unknown_) unknown_ = "there is no state " + std::string(id);
  }
  StateIndex state_of(std::string_view id) {
    const std::optional<StateIndex> found = chart_.find(id);
    if (!found) unknown(id);
    return found.value_or(0);
  }
  template <class Visit>
  void each_state(const Visit& visit) {
    for (std::size_t left = reader_.count(); left > 0 && !reader_.is_broken(); --left) visit(state_of(reader_.text()));
  }
  std::vector<Variable> variables() {
    std::vector<Variable> result;
    for (std::size_t left = reader_.count(); left > 0 && !reader_.is_broken(); --left) {
      std::string name(reader_.text());
      result.push_back({std::move(name), std::string(reader_.text())});
    }
    return result;
  }
  DelayedSend delayed() {
    DelayedSend send;
    send.number = static_cast<std::uint64_t>(reader_.number());
    send.due = Instant(std::chrono::microseconds(reader_.number()));
    send.message.event = reader_.text();
    send.message.target = reader_.text();
    send.message.type = reader_.text();
    send.message.sendid = reader_.text();
    send.message.sendid_is_generated = reader_.flag();
    send.message.parameters = variables();
    send.message.data_json = reader_.text();
    return send;
  }
  bool is_legal(const StateSet& configuration) const {
    bool legal = configuration.contains(0);
    configuration.each([&](StateIndex state) {
      if (chart_.is_atomic(state)) return;
      const std::size_t active = active_children(state, configuration);
      if (chart_.is_history(state)) legal = false;
      if (chart_.is_compound(state) && active != 1) legal = false;
      if (chart_.kind(state) == StateKind::kParallel && active != chart_.state(state).children.size()) legal = false;
    });
    return legal;
  }

  template <class Item, class Key>
  static bool is_ascending(const std::vector<Item>& items, Key Item::*key) {
    return std::adjacent_find(items.begin(), items.end(), [key](const Item& one, const Item& next) {
             return !(one.*key < next.*key);
           }) == items.end();
  }
  Result<Session> check_history(Session& session) const {
    for (const HistoryValue& value : session.history) {
      if (!fits(value)) return fail(Reason::kDefinitionInvalid, "the record does not fit history " + chart_.id(value.history));
    }
    // Another chart may have its states in another order.
    const auto by_history = [](const HistoryValue& one, const HistoryValue& next) { return one.history < next.history; };
    if (!is_ascending(session.history, &HistoryValue::history)) {
      std::sort(session.history.begin(), session.history.end(), by_history);
      if (!is_ascending(session.history, &HistoryValue::history)) return fail(Reason::kStorageCorrupt, "session");
    }
    return std::move(session);
  }
  /// Whether the states can have been active together where this history records.
  [[nodiscard]] bool fits(const HistoryValue& value) const {
    if (!chart_.is_history(value.history) || value.states.empty()) return false;
    const bool is_deep = chart_.kind(value.history) == StateKind::kDeepHistory;
    const StateIndex parent = chart_.parent(value.history);
    StateSet active(chart_.state_count());
    for (const StateIndex state : value.states) {
      if (!chart_.is_descendant(state, parent) || active.contains(state)) return false;
      if (is_deep ? !chart_.is_atomic(state) : chart_.parent(state) != parent || chart_.is_history(state)) return false;
      for (StateIndex at = state; at != parent && !active.contains(at); at = chart_.parent(at)) active.insert(at);
    }
    bool fits = !chart_.is_compound(parent) || active_children(parent, active) == 1;
    active.each([&](StateIndex state) { fits = fits && (!chart_.is_compound(state) || active_children(state, active) < 2); });
    return fits;
  }
  [[nodiscard]] std::size_t active_children(StateIndex state, const StateSet& active) const {
    std::size_t count = 0;
    for (const StateIndex child : chart_.state(state).children) count += active.contains(child) ? 1U : 0U;
    return count;
  }

  const Chart& chart_;
  Reader reader_;
  std::optional<std::string> unknown_;
};

}  // namespace

std::string encode(const Chart& chart, const Session& session) {
  Writer writer;
  writer.flag(session.running).text(session.id).text(session.invokeid);
  writer.number(static_cast<std::int64_t>(session.next_number));
  std::vector<StateIndex> atomic;
  session.configuration.each([&](StateIndex state) {
    if (chart.is_atomic(state)) atomic.push_back(state);
  });
  write_states(writer, chart, atomic);
  write_states(writer, chart, session.initialised.members());
  writer.number(static_cast<std::int64_t>(session.history.size()));
  for (const HistoryValue& value : session.history) {
    writer.text(chart.id(value.history));
    write_states(writer, chart, value.states);
  }
  write_variables(writer, session.data);
  writer.number(static_cast<std::int64_t>(session.delayed.size()));
  for (const DelayedSend& send : session.delayed) {
    writer.number(static_cast<std::int64_t>(send.number)).number(send.due.time_since_epoch().count());
    writer.text(send.message.event).text(send.message.target).text(send.message.type).text(send.message.sendid);
    writer.flag(send.message.sendid_is_generated);
    write_variables(writer, send.message.parameters);
    writer.text(send.message.data_json);
  }
  writer.number(static_cast<std::int64_t>(session.invocations.size()));
  for (const Invocation& invocation : session.invocations) {
    writer.text(chart.id(invocation.state)).number(invocation.position).text(invocation.invokeid);
  }
  return std::move(writer.out_);
}

bool has_ended(std::string_view bytes) {
  return bytes.starts_with(kVersion) && bytes.substr(kVersion.size()).starts_with('-');
}

Result<Session> decode(const Chart& chart, std::string_view bytes) { return Decoder(chart, bytes).decode(); }

}  // namespace norma::statechart
