#include "engine/acts/facts.h"

#include <algorithm>
#include <cctype>

#include "engine/acts/alignment_facts.h"

namespace norma::acts {
namespace {

bool row_is_open(const v1::RowState& row) {
  const bool closed = row.status() == v1::ROW_CONFIRMED || row.status() == v1::ROW_KEPT_AS_DISSENT;
  return row.kind() == v1::OBJECTION && !closed;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::string outcome_of(const v1::CaseState& state) {
  if (state.kind() == v1::NEED) return lower(v1::NeedOutcome_Name(state.need().outcome()));
  const auto& evaluations = state.act().evaluations();
  if (evaluations.empty()) return {};
  return lower(v1::GoalDecision_Name(evaluations[evaluations.size() - 1].decision()));
}

/// How many acts of a re-check are still to be checked.
int open_acts(const v1::RecheckState& recheck) {
  return static_cast<int>(recheck.acts()) - static_cast<int>(recheck.rechecked()) - static_cast<int>(recheck.ended());
}

std::string latest_proposal_origin(const v1::ActState& act) {
  if (act.proposals().empty()) return {};
  return lower(v1::ProposeAmendment::Origin_Name(act.proposals(act.proposals_size() - 1).origin()));
}

int pending_opinions(const v1::PreparationState& preparation) {
  return static_cast<int>(std::count_if(
      preparation.opinions().begin(), preparation.opinions().end(), [&](const v1::OpinionState& opinion) {
        return opinion.round() == preparation.round() && opinion.result() == v1::OPINION_RESULT_UNSPECIFIED;
      }));
}

/// Facts as the members of a JSON object.
class JsonFacts {
 public:
  void number(std::string_view name, std::int64_t value) { field(name).append(std::to_string(value)); }
  void truth(std::string_view name, bool value) { field(name).append(value ? "true" : "false"); }
  void word(std::string_view name, std::string_view value) { field(name).append("\"").append(value).append("\""); }
  std::string take() { return std::move(json_.append("}")); }

 private:
  std::string& field(std::string_view name) {
    if (json_.size() > 1) json_ += ',';
    return json_.append("\"").append(name).append("\":");
  }

  std::string json_ = "{";
};

class ListedFacts {
 public:
  void number(std::string_view name, std::int64_t value) { list_.push_back({std::string(name), value}); }
  void truth(std::string_view name, bool value) { list_.push_back({std::string(name), value}); }
  void word(std::string_view name, std::string_view value) { list_.push_back({std::string(name), std::string(value)}); }
  std::vector<Fact> take() { return std::move(list_); }

 private:
  std::vector<Fact> list_;
};

template <class Facts>
void write_facts(const v1::CaseState& state, Date today, Facts& facts) {
  const v1::PreparationState& preparation = state.preparation();
  const v1::ActState& act = state.act();
  facts.number("pending_opinions", pending_opinions(preparation));
  facts.number("open_rows", std::count_if(preparation.rows().begin(), preparation.rows().end(), row_is_open));
  facts.truth("aligned", is_aligned(preparation));
  facts.truth("misaligned", !misaligned_target(preparation).empty());
  const std::optional<Date> commences = parse_date(preparation.commences_on());
  facts.truth("commenced", commences && *commences <= today);
  facts.number("open_findings", std::count_if(act.findings().begin(), act.findings().end(),
                                              [](const v1::FindingState& finding) { return !finding.closed(); }));
  facts.number("open_questions", std::count_if(act.questions().begin(), act.questions().end(),
                                               [](const v1::QuestionState& question) { return !question.has_answer(); }));
  const bool routed = !act.findings().empty() && routes_to_amendment(act.findings(act.findings_size() - 1).cause());
  facts.truth("cause_routes_to_amendment", routed);
  facts.word("outcome", outcome_of(state));
  facts.word("alignment", alignment_word(preparation));
  facts.word("watch", watch_word(act));
  facts.number("open_acts", open_acts(state.recheck()));
  facts.word("proposal_origin", latest_proposal_origin(act));
}

}  // namespace

std::string facts_json(const v1::CaseState& state, Date today) {
  JsonFacts facts;
  write_facts(state, today, facts);
  return facts.take();
}

std::vector<Fact> case_facts(const v1::CaseState& state, Date today) {
  const v1::PreparationState& preparation = state.preparation();
  ListedFacts facts;
  write_facts(state, today, facts);
  facts.word("scale", lower(v1::Scale_Name(state.scale())));
  facts.word("object", state.object());
  facts.word("institution", state.institution());
  facts.word("opened_on", format_date(riga_date(from_timestamp(state.opened_at()))));
  facts.word("adopted_on", preparation.adopted_on());
  facts.word("commences_on", preparation.commences_on());
  facts.word("evaluate_on", preparation.evaluate_on());
  facts.number("drafts", preparation.drafts_size());
  facts.number("opinion_rounds", preparation.round());
  return facts.take();
}

std::uint32_t latest_draft(const v1::PreparationState& preparation) {
  return preparation.drafts().empty() ? 0 : preparation.drafts(preparation.drafts_size() - 1).version();
}

std::string misaligned_target(const v1::PreparationState& preparation) {
  const std::uint32_t draft = latest_draft(preparation);
  // A later check of the same requirement replaces the earlier one.
  for (int i = preparation.alignment_size() - 1; i >= 0; --i) {
    const v1::AlignmentState& check = preparation.alignment(i);
    if (check.draft_version() != draft || check.verdict() != v1::MISALIGNED) continue;
    bool replaced = false;
    for (int later = i + 1; later < preparation.alignment_size(); ++later) {
      const v1::AlignmentState& other = preparation.alignment(later);
      replaced = replaced || (other.draft_version() == draft && other.target() == check.target() &&
                              other.requirement() == check.requirement());
    }
    if (!replaced) return check.target();
  }
  return {};
}

bool is_aligned(const v1::PreparationState& preparation) {
  const std::uint32_t draft = latest_draft(preparation);
  const bool checked = draft != 0 && std::any_of(preparation.alignment().begin(), preparation.alignment().end(),
                                                 [&](const v1::AlignmentState& check) {
                                                   return check.draft_version() == draft;
                                                 });
  return checked && misaligned_target(preparation).empty();
}

std::uint32_t first_open_row(const v1::PreparationState& preparation) {
  const auto open = std::find_if(preparation.rows().begin(), preparation.rows().end(), row_is_open);
  return open == preparation.rows().end() ? 0 : open->row();
}

bool routes_to_amendment(v1::FindingCause cause) {
  return cause == v1::CONTRADICTS_ANOTHER_ACT || cause == v1::OUTDATED_NORM;
}

const v1::WordingState* wording_in_force(const v1::ActState& act, Date day) {
  const v1::WordingState* best = nullptr;
  std::optional<Date> best_date;
  for (const v1::WordingState& wording : act.wordings()) {
    const std::optional<Date> commences = parse_date(wording.commences_on());
    if (!commences || *commences > day) continue;
    if (!best_date || *commences >= *best_date) {
      best = &wording;
      best_date = commences;
    }
  }
  return best;
}

}  // namespace norma::acts
