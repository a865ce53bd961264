#include "server/cli/demo/report.h"

#include <algorithm>
#include <iostream>
#include <iterator>

#include "server/cli/demo/tally.h"
#include "server/cli/demo/texts.h"
#include "server/cli/table.h"

namespace norma::server::cli {
namespace {

constexpr std::chrono::seconds kDrainDeadline{10};

std::size_t count_missing(const std::set<TurnPlace>& wanted, const std::set<TurnPlace>& present) {
  std::vector<TurnPlace> missing;
  std::set_difference(wanted.begin(), wanted.end(), present.begin(), present.end(), std::back_inserter(missing));
  return missing.size();
}

std::string force_words(v1::Force force) {
  switch (force) {
    case v1::IN_FORCE:
      return "spēkā";
    case v1::REPEALED:
      return "atcelts";
    default:
      return "vēl nav spēkā";
  }
}

/// One row of the act's table: what the server says of a day, checked against what must be in force then.
void add_day(Stage& stage, const MainJob& job, Table& table, Date day, const std::string& wanted) {
  ApiClient& api = stage.of("auditor").api;
  const std::string query = "as_of=" + format_date(day);
  const Outcome<v1::CaseView> view = api.view(job.act, query);
  stage.check(view.has_value(), "akta skats " + format_date(day));
  if (!view) return;
  const Outcome<HttpResponse> text = api.get("/v1/acts/" + job.act + "/text?" + query);
  if (wanted.empty()) {
    stage.check(!text && text.error().code == "no_wording_in_force", "pirms spēkā stāšanās redakcijas nav");
    table.add({format_date(day), force_words(view->force()), "–", "–"});
    return;
  }
  stage.check(text.has_value() && text->body == wanted, "spēkā esošais teksts " + format_date(day) + " ir īstais");
  stage.check(view->force() == v1::IN_FORCE, "akts " + format_date(day) + " ir spēkā");
  if (!text) return;
  table.add({format_date(day), force_words(view->force()), std::to_string(view->wording().wording()),
             text->body.substr(0, text->body.find('\n'))});
}

}  // namespace

Outcome<DemoFigures> report_notifications(Stage& stage) {
  const Outcome<Journal> journal = read_journal(stage.of("auditor").api);
  if (!journal) return tl::unexpected(journal.error());
  const std::set<TurnPlace> turns = turns_after(*journal, stage.heads());
  const auto deadline = std::chrono::steady_clock::now() + kDrainDeadline;
  Table table({"Dalībnieks", "Kas", "Paredzēti", "Piegādāti", "Nokavēti", "Atsākts"});
  DemoFigures sums;
  sums.commands = stage.commands();
  sums.turns = turns.size();
  for (Participant& participant : stage.participants()) {
    const std::set<TurnPlace> expected = expected_of(*journal, turns, participant.person);
    participant.stream->wait_for(expected, deadline);
    const std::set<TurnPlace> delivered = participant.stream->delivered();
    const std::size_t missed = count_missing(expected, delivered);
    sums.expected += expected.size();
    sums.delivered += delivered.size();
    sums.missed += missed;
    sums.unentitled += count_missing(delivered, expected);
    sums.repeated += participant.stream->repeated();
    sums.resumed += participant.stream->resumed();
    table.add({participant.display_name, participant.part, std::to_string(expected.size()),
               std::to_string(delivered.size()), std::to_string(missed),
               std::to_string(participant.stream->resumed())});
  }
  table.add({"Kopā", {}, std::to_string(sums.expected), std::to_string(sums.delivered), std::to_string(sums.missed),
             std::to_string(sums.resumed)});
  std::cout << "\nKomandas: " << sums.commands << "  Gājieni žurnālā: " << sums.turns << "\n\n" << table.str();
  if (sums.unentitled > 0) std::cout << "PIEGĀDĀTS BEZ TIESĪBĀM: " << sums.unentitled << '\n';
  if (sums.repeated > 0) std::cout << "PIEGĀDĀTS ATKĀRTOTI: " << sums.repeated << '\n';
  return sums;
}

void report_wordings(Stage& stage, const MainJob& job) {
  Table table({"Datums", "Akts", "Redakcija", "Spēkā esošā teksta pirmā rinda"});
  add_day(stage, job, table, days_after(job.commences, -1), {});
  add_day(stage, job, table, days_after(job.second_commences, -1), demo_text(DemoText::kOriginal));
  add_day(stage, job, table, job.second_commences, demo_text(DemoText::kSecondWording));
  std::cout << '\n' << table.str();
}

void print_figures(const DemoFigures& figures) {
  std::cout << "\ndemo: commands=" << figures.commands << " turns=" << figures.turns
            << " expected=" << figures.expected << " delivered=" << figures.delivered << " missed=" << figures.missed
            << " resumed=" << figures.resumed << std::endl;
}

}  // namespace norma::server::cli
