#include "server/http/endpoints.h"

#include <array>
#include <vector>

#include "server/http/alignment_reads.h"
#include "server/http/definition_reads.h"
#include "server/http/reads.h"
#include "server/http/registry_reads.h"

namespace norma::server {
namespace {

constexpr std::array kEndpoints = {
    Endpoint{"GET", "/healthz", Permission::kPublic, get_health},
    Endpoint{"GET", "/readyz", Permission::kPublic, get_readiness},
    Endpoint{"GET", "/metrics", Permission::kPublic, get_metrics},
    Endpoint{"GET", "/v1/me", Permission::kPerson, get_me},
    Endpoint{"GET", "/v1/inbox", Permission::kPerson, get_inbox},
    Endpoint{"GET", "/v1/tasks/{id}", Permission::kPerson, get_task},
    Endpoint{"GET", "/v1/roles", Permission::kAuditor, get_roles},
    Endpoint{"GET", "/v1/authority", Permission::kPerson, get_authority},
    Endpoint{"GET", "/v1/reference", Permission::kPerson, list_reference_kinds},
    Endpoint{"GET", "/v1/reference/{kind}", Permission::kPerson, list_reference},
    Endpoint{"GET", "/v1/reference/{kind}/{code}", Permission::kPerson, get_reference_item},
    Endpoint{"GET", "/v1/institutions", Permission::kPerson, list_institutions},
    Endpoint{"GET", "/v1/services", Permission::kPerson, list_services},
    Endpoint{"GET", "/v1/resources", Permission::kPerson, list_resources},
    Endpoint{"GET", "/v1/institutions/{id}", Permission::kPerson, get_object},
    Endpoint{"GET", "/v1/services/{id}", Permission::kPerson, get_object},
    Endpoint{"GET", "/v1/resources/{id}", Permission::kPerson, get_object},
    Endpoint{"GET", "/v1/needs", Permission::kPerson, list_needs},
    Endpoint{"GET", "/v1/acts", Permission::kPerson, list_acts},
    Endpoint{"GET", "/v1/amendments", Permission::kPerson, list_amendments},
    Endpoint{"GET", "/v1/general-acts", Permission::kPerson, list_general_acts},
    Endpoint{"GET", "/v1/general-acts/{code}", Permission::kPerson, get_general_act, true},
    Endpoint{"GET", "/v1/rechecks", Permission::kPerson, list_rechecks, true},
    Endpoint{"GET", "/v1/rechecks/{id}", Permission::kPerson, get_case},
    Endpoint{"GET", "/v1/rechecks/{id}/acts", Permission::kPerson, get_recheck_acts},
    Endpoint{"GET", "/v1/rechecks/{id}/history", Permission::kPerson, get_history},
    Endpoint{"GET", "/v1/rechecks/{id}/texts/{hash}", Permission::kPerson, get_case_text},
    Endpoint{"GET", "/v1/needs/{id}", Permission::kPerson, get_case},
    Endpoint{"GET", "/v1/acts/{id}", Permission::kPerson, get_case},
    Endpoint{"GET", "/v1/amendments/{id}", Permission::kPerson, get_case},
    Endpoint{"GET", "/v1/needs/{id}/history", Permission::kPerson, get_history},
    Endpoint{"GET", "/v1/acts/{id}/history", Permission::kPerson, get_history},
    Endpoint{"GET", "/v1/amendments/{id}/history", Permission::kPerson, get_history},
    Endpoint{"GET", "/v1/acts/{id}/text", Permission::kPerson, get_wording_text},
    Endpoint{"GET", "/v1/acts/{id}/paragraphs", Permission::kPerson, get_paragraphs, true},
    Endpoint{"GET", "/v1/acts/{id}/diff", Permission::kPerson, get_diff, true},
    Endpoint{"GET", "/v1/acts/{id}/annotations", Permission::kPerson, get_annotations, true},
    Endpoint{"GET", "/v1/amendments/{id}/diff", Permission::kPerson, get_diff, true},
    Endpoint{"GET", "/v1/amendments/{id}/preview", Permission::kPerson, get_preview, true},
    Endpoint{"GET", "/v1/amendments/{id}/instructions", Permission::kPerson, get_instructions, true},
    Endpoint{"GET", "/v1/amendments/{id}/annotations", Permission::kPerson, get_annotations, true},
    Endpoint{"GET", "/v1/needs/{id}/texts/{hash}", Permission::kPerson, get_case_text},
    Endpoint{"GET", "/v1/acts/{id}/texts/{hash}", Permission::kPerson, get_case_text},
    Endpoint{"GET", "/v1/amendments/{id}/texts/{hash}", Permission::kPerson, get_case_text},
    Endpoint{"GET", "/v1/calendars", Permission::kPerson, list_calendars},
    Endpoint{"GET", "/v1/calendars/{version}", Permission::kPerson, get_calendar},
    Endpoint{"GET", "/v1/clocks", Permission::kPerson, list_clocks},
    Endpoint{"GET", "/v1/audit/turns", Permission::kAuditor, get_audit_turns},
    Endpoint{"GET", "/v1/definitions", Permission::kPerson, list_definitions, true},
    Endpoint{"GET", "/v1/definitions/{hash}", Permission::kPerson, get_definition, true},
    Endpoint{"GET", "/v1/definitions/{hash}/document", Permission::kPerson, get_definition_document},
    Endpoint{"POST", "/v1/migrations/dry-run", Permission::kPerson, post_migration_trial, true},
    Endpoint{"POST", "/v1/demo/clock", Permission::kDemo, post_demo_clock, true},
};

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash);
  }
  return parts;
}

bool matches(const Endpoint& endpoint, Request& request) {
  const std::vector<std::string_view> parts = split(endpoint.path);
  if (parts.size() != request.segments.size()) return false;
  request.arguments.clear();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].starts_with('{')) {
      request.arguments[std::string(parts[i].substr(1, parts[i].size() - 2))] = request.segments[i];
    } else if (parts[i] != request.segments[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::span<const Endpoint> all_endpoints() { return kEndpoints; }

Result<const Endpoint*> match_endpoint(Request& request) {
  bool known_path = false;
  for (const Endpoint& endpoint : kEndpoints) {
    if (!matches(endpoint, request)) continue;
    if (endpoint.method == request.method) return &endpoint;
    known_path = true;
  }
  if (known_path) return fail(Reason::kMethodNotAllowed, request.method);
  return fail(Reason::kNotFound, request.path);
}

}  // namespace norma::server
