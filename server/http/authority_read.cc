#include <algorithm>
#include <cctype>
#include <charconv>

#include "engine/acts/policy.h"
#include "norma/v1/registry_api.pb.h"
#include "server/http/json.h"
#include "server/http/registry_reads.h"
#include "server/runtime/replay.h"

namespace norma::server {
namespace {

/// What is asked: about a person, or about a role at an object.
struct Question {
  PersonId person;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::string object;
  acts::AuthorityMoment moment;
};

Result<v1::Role> read_role(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  v1::Role role = v1::ROLE_UNSPECIFIED;
  if (!v1::Role_Parse(name, &role) || role == v1::ROLE_UNSPECIFIED) return fail(Reason::kInvalidField, "role", name);
  return role;
}

Result<Instant> read_at(const std::string& text, Instant now) {
  if (text.empty()) return now;
  if (const std::optional<Date> date = parse_date(text)) return riga_start_of_day(*date);
  const std::optional<Instant> instant = parse_instant(text);
  if (!instant) return fail(Reason::kInvalidField, "at", text);
  return *instant;
}

/// The position of the registry that was recorded last at a time, or the position that is named.
Result<Position> read_recorded(const Service& service, const std::string& text, Position head) {
  if (text.empty()) return head;
  Position position = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (error == std::errc{} && end == text.data() + text.size()) return std::min(position, head);
  const std::optional<Instant> instant = parse_instant(text);
  if (!instant) return fail(Reason::kInvalidField, "recorded_at", text);
  return position_at(service.journal(), kRegistryPartition, *instant);
}

Result<Question> read_question(Service& service, const Request& request, Position head) {
  Question question;
  question.person = PersonId(request.parameter("person"));
  question.object = request.parameter("object");
  if (question.person.empty()) {
    if (request.parameter("role").empty()) return fail(Reason::kMissingField, "person");
    if (question.object.empty()) return fail(Reason::kMissingField, "object");
    const Result<v1::Role> role = read_role(request.parameter("role"));
    if (!role) return tl::unexpected(role.error());
    question.role = *role;
  }
  const Result<Instant> at = read_at(request.parameter("at"), service.clock().now());
  if (!at) return tl::unexpected(at.error());
  const Result<Position> position = read_recorded(service, request.parameter("recorded_at"), head);
  if (!position) return tl::unexpected(position.error());
  question.moment = {*at, *position};
  return question;
}

void add_holding(const acts::Assignment& assignment, const acts::AuthorityMoment& moment, v1::AuthorityView& view) {
  if (!assignment.holds_at(moment)) return;
  v1::HoldingView& holding = *view.add_holdings();
  holding.set_person(assignment.person.str());
  holding.set_role(assignment.role);
  holding.set_object(assignment.object);
  *holding.mutable_valid_from() = to_timestamp(assignment.valid_from);
  const Instant end = assignment.ends_at(moment);
  if (end != Instant::max()) *holding.mutable_valid_until() = to_timestamp(end);
  holding.set_recorded_position(assignment.recorded_position);
}

/// The same right in the hands of whoever stands in for its holder.
void add_substituted(const acts::Assignment& assignment, const acts::Substitution& substitution,
                     const acts::AuthorityMoment& moment, v1::AuthorityView& view) {
  if (!substitution.is_active_at(moment) || !substitution.covers(assignment.role, assignment.object)) return;
  const int before = view.holdings_size();
  add_holding(assignment, moment, view);
  if (view.holdings_size() == before) return;
  v1::HoldingView& holding = *view.mutable_holdings(before);
  holding.set_person(substitution.substitute.str());
  holding.set_acting_for(substitution.person.str());
}

void answer_person(const acts::Authority& authority, const Question& question, v1::AuthorityView& view) {
  for (const acts::Assignment& assignment : authority.assignments_of(question.person)) {
    add_holding(assignment, question.moment, view);
  }
  for (const acts::Substitution& substitution : authority.substitutions_by(question.person)) {
    if (!substitution.is_active_at(question.moment)) continue;
    *view.add_substitutions() = substitution_state(substitution);
    for (const acts::Assignment& assignment : authority.assignments_of(substitution.person)) {
      add_substituted(assignment, substitution, question.moment, view);
    }
  }
  for (const acts::Substitution& substitution : authority.substitutions_of(question.person)) {
    if (substitution.is_active_at(question.moment)) *view.add_substitutions() = substitution_state(substitution);
  }
}

void answer_role(const acts::Authority& authority, const Question& question, v1::AuthorityView& view) {
  for (const acts::Assignment& assignment : authority.assignments_at(question.role, question.object)) {
    if (!assignment.holds_at(question.moment)) continue;
    add_holding(assignment, question.moment, view);
    for (const acts::Substitution& substitution : authority.substitutions_of(assignment.person)) {
      const int before = view.holdings_size();
      add_substituted(assignment, substitution, question.moment, view);
      if (view.holdings_size() > before) *view.add_substitutions() = substitution_state(substitution);
    }
  }
}

}  // namespace

Result<Response> get_authority(Service& service, const Request& request) {
  const RegistryAt registry = service.registry().read();
  const acts::Authority& authority = registry.registers->authority;
  const Result<Question> question = read_question(service, request, registry.position);
  if (!question) return tl::unexpected(question.error());
  const acts::AuthorityMoment now{service.clock().now(), registry.position};
  const bool sees_others = acts::is_auditor(authority, now, request.person) ||
                           authority.holds_anywhere(request.person, v1::ADMINISTRATOR, now);
  if (!question->person.empty() && question->person != request.person && !sees_others) {
    return fail(Reason::kRoleNotHeld, "auditor, administrator");
  }
  v1::AuthorityView view;
  *view.mutable_at() = to_timestamp(question->moment.time);
  view.set_registry_position(question->moment.registry_position);
  if (question->person.empty()) {
    answer_role(authority, *question, view);
  } else {
    answer_person(authority, *question, view);
  }
  return json_response(view);
}

}  // namespace norma::server
