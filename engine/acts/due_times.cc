#include "engine/acts/due_times.h"

#include <algorithm>
#include <string>

#include "engine/acts/tables.h"

namespace norma::acts {
namespace {

/// What a term is computed by, before any date.
struct Basis {
  std::string duration;
  std::string until;
  std::string rule;
  const v1::ClockVersion* clock = nullptr;
  std::string length_set_on;
};

Result<const v1::ClockVersion*> find_clock(const LegalTime& time, const std::string& id) {
  const v1::ClockVersion* clock = time.clocks().find(id);
  if (clock == nullptr) return fail(Reason::kClockUnknown, id);
  return clock;
}

Basis basis_of(const v1::ClockVersion& version) {
  const v1::Clock& clock = version.clock();
  return {clock.duration(), clock.until(), clock.rule(), &version, {}};
}

void take_length_of_case(Basis& basis, const v1::CaseState& state) {
  for (const v1::TermLength& length : state.term_lengths()) {
    if (length.clock() != basis.clock->clock().id() || !basis.clock->clock().configurable()) continue;
    basis.duration = length.duration();
    basis.length_set_on = length.set_on();
  }
}

const std::string& date_of(const v1::CaseState& state, const std::string& until) {
  return until == "commences_on" ? state.preparation().commences_on() : state.preparation().evaluate_on();
}

void write_end(v1::DueTime& due, const DueDate& end) {
  *due.mutable_at() = to_timestamp(end.at);
  due.set_last_day(format_date(end.last_day));
  if (end.nominal_day == end.last_day) {
    due.clear_nominal_day();
  } else {
    due.set_nominal_day(format_date(end.nominal_day));
  }
}

/// The last day of the running term of that clock.
Result<Date> outer_last_day(const v1::CaseState& state, const v1::Clock& inner) {
  for (const v1::TermState& term : state.terms()) {
    const bool outer = term.due().clock() == inner.within() || term.due().instead_of() == inner.within();
    const std::optional<Date> day = outer ? parse_date(term.due().last_day()) : std::nullopt;
    if (day) return *day;
  }
  return fail(Reason::kOuterTermMissing, inner.id(), inner.within());
}

Result<void> cut_to_outer(v1::DueTime& due, const DueDate& end, const v1::CaseState& state, const v1::Clock& clock) {
  write_end(due, end);
  due.clear_within_day();
  if (clock.within().empty()) return {};
  const Result<Date> outer = outer_last_day(state, clock);
  if (!outer) return tl::unexpected(outer.error());
  const DueDate cut = due_within(end, *outer);
  if (cut == end) return {};
  write_end(due, cut);
  due.set_within_day(format_date(*outer));
  return {};
}

Result<v1::DueTime> compute(const Basis& basis, const v1::CaseState& state, Date event_day, const LegalTime& time) {
  v1::DueTime due;
  due.set_rule(basis.rule);
  due.set_duration(basis.duration);
  due.set_started_on(format_date(event_day));
  due.set_calendar_version(time.calendar().version);
  due.set_length_set_on(basis.length_set_on);
  if (basis.clock != nullptr) {
    due.set_clock(basis.clock->clock().id());
    due.set_clock_version(clock_version_name(*basis.clock));
  }
  if (!basis.until.empty()) {
    const std::string& text = date_of(state, basis.until);
    const std::optional<Date> day = parse_date(text);
    if (!day) return fail(Reason::kInvalidField, basis.until, text);
    const Result<DueDate> end = due_on(*day);
    if (!end) return tl::unexpected(end.error());
    write_end(due, *end);
    return due;
  }
  const Result<Duration> duration = parse_duration(basis.duration);
  if (!duration) return tl::unexpected(duration.error());
  const Result<DueDate> end = due_after(event_day, *duration, time.calendar());
  if (!end) return tl::unexpected(end.error());
  const v1::Clock& clock = basis.clock == nullptr ? v1::Clock::default_instance() : basis.clock->clock();
  if (const Result<void> cut = cut_to_outer(due, *end, state, clock); !cut) return tl::unexpected(cut.error());
  return due;
}

/// The urgent clock's due time from that day, if the clock of `due` has one and it ends sooner.
Result<std::optional<v1::DueTime>> urgent_due_time(const v1::DueTime& due, Date event_day, const LegalTime& time) {
  std::optional<v1::DueTime> sooner;
  if (due.clock().empty() || !due.instead_of().empty()) return sooner;
  const Result<const v1::ClockVersion*> clock = find_clock(time, due.clock());
  if (!clock) return tl::unexpected(clock.error());
  if ((*clock)->clock().urgent().empty()) return sooner;
  const Result<const v1::ClockVersion*> urgent = find_clock(time, (*clock)->clock().urgent());
  if (!urgent) return tl::unexpected(urgent.error());
  Result<v1::DueTime> computed = compute(basis_of(**urgent), {}, event_day, time);
  if (!computed) return tl::unexpected(computed.error());
  if (due_instant(*computed) >= due_instant(due)) return sooner;
  computed->set_instead_of(due.clock());
  *computed->mutable_suspensions() = due.suspensions();
  sooner = std::move(*computed);
  return sooner;
}

Duration::Unit unit_of(const v1::DueTime& due) {
  const Result<Duration> duration = parse_duration(due.duration());
  return duration ? duration->unit : Duration::Unit::kDays;
}

}  // namespace

Result<v1::DueTime> start_due_time(const TermTemplate& term, const v1::CaseState& state, Date event_day,
                                   const LegalTime& time) {
  if (term.clock.empty()) return compute({term.duration, term.until, term.rule, nullptr, {}}, state, event_day, time);
  const Result<const v1::ClockVersion*> clock = find_clock(time, term.clock);
  if (!clock) return tl::unexpected(clock.error());
  Basis basis = basis_of(**clock);
  take_length_of_case(basis, state);
  Result<v1::DueTime> due = compute(basis, state, event_day, time);
  if (!due || !state.has_urgency()) return due;
  Result<std::optional<v1::DueTime>> sooner = urgent_due_time(*due, event_day, time);
  if (!sooner) return tl::unexpected(sooner.error());
  return *sooner ? std::move(**sooner) : std::move(*due);
}

Result<v1::DueTime> fixed_due_time(std::string_view rule, Date day, Date event_day, const LegalTime& time) {
  const Result<DueDate> end = due_on(day);
  if (!end) return tl::unexpected(end.error());
  v1::DueTime due;
  due.set_rule(std::string(rule));
  due.set_started_on(format_date(event_day));
  due.set_calendar_version(time.calendar().version);
  write_end(due, *end);
  return due;
}

bool is_suspended(const v1::DueTime& due) {
  return !due.suspensions().empty() && due.suspensions(due.suspensions_size() - 1).until().empty();
}

Instant due_instant(const v1::DueTime& due) { return is_suspended(due) ? kNoDue : from_timestamp(due.at()); }

Result<v1::DueTime> suspend_due_time(const v1::DueTime& due, Date day, const v1::TextRef& ground,
                                     const LegalTime& time) {
  const std::string& nominal = due.nominal_day().empty() ? due.last_day() : due.nominal_day();
  const std::optional<Date> nominal_day = parse_date(nominal);
  if (!nominal_day) return fail(Reason::kInvalidField, "last_day", nominal);
  const Result<Duration> remaining = remaining_after(day, *nominal_day, unit_of(due), time.calendar());
  if (!remaining) return tl::unexpected(remaining.error());
  v1::DueTime suspended = due;
  suspended.clear_at();
  suspended.clear_last_day();
  suspended.clear_nominal_day();
  v1::Suspension& suspension = *suspended.add_suspensions();
  suspension.set_from(format_date(day));
  suspension.set_remaining(format_duration(*remaining));
  *suspension.mutable_ground() = ground;
  return suspended;
}

Result<v1::DueTime> resume_due_time(const v1::DueTime& due, const v1::CaseState& state, Date day,
                                    const LegalTime& time) {
  v1::DueTime resumed = due;
  v1::Suspension& suspension = *resumed.mutable_suspensions(resumed.suspensions_size() - 1);
  const Result<Duration> remaining = parse_remaining(suspension.remaining());
  if (!remaining) return tl::unexpected(remaining.error());
  const Result<DueDate> end = due_resumed(day, *remaining, time.calendar());
  if (!end) return tl::unexpected(end.error());
  suspension.set_until(format_date(day));
  resumed.set_calendar_version(time.calendar().version);
  const v1::ClockVersion* clock = due.clock().empty() ? nullptr : time.clocks().find(due.clock());
  const v1::Clock& of = clock == nullptr ? v1::Clock::default_instance() : clock->clock();
  if (const Result<void> cut = cut_to_outer(resumed, *end, state, of); !cut) return tl::unexpected(cut.error());
  if (!state.has_urgency()) return resumed;
  Result<std::optional<v1::DueTime>> sooner = urgent_due_time(resumed, day, time);
  if (!sooner) return tl::unexpected(sooner.error());
  return *sooner ? std::move(**sooner) : std::move(resumed);
}

Result<std::optional<v1::DueTime>> shorten_due_time(const v1::DueTime& due, Date day, const LegalTime& time) {
  if (is_suspended(due)) return std::optional<v1::DueTime>{};
  return urgent_due_time(due, day, time);
}

}  // namespace norma::acts
