#include "norma/v1/command.pb.h"
#include "server/cli/demo/main_job.h"
#include "server/cli/demo/texts.h"

namespace norma::server::cli {
namespace {

constexpr int kDaysUntilSecondWording = 30;

void acknowledge(Stage& stage, const MainJob& job, std::string_view who, const std::string& wording) {
  v1::AcknowledgeAct acknowledge;
  acknowledge.set_act(job.act);
  stage.give({who, "iepazīstas ar " + wording, "acknowledge-act", job.act, "acknowledgement_open", "apliecināts"},
             acknowledge);
}

void support(Stage& stage, const MainJob& job) {
  v1::AskQuestion ask;
  ask.set_act(job.act);
  ask.set_text("Vai 8.1. apakšpunkts attiecas arī uz klientu ar īslaicīgu traumu?");
  stage.give({"addressee", "jautā par 8.1. apakšpunkta piemērošanu", "ask-question", job.act, "support_available",
              "jautājums reģistrēts"},
             ask);
  v1::AnswerQuestion answer;
  answer.set_act(job.act);
  answer.set_question(1);
  answer.set_text("Jā: svarīgs ir traucējums gaidīšanas brīdī, nevis tā ilgums.");
  stage.give({"service_owner", "atbild uz jautājumu", "answer-question", job.act, "support_available",
              "metodiskais atbalsts sniegts"},
             answer);
}

void evaluate(Stage& stage, const MainJob& job) {
  stage.move_clock(stage.term_end(job.act, "goal_evaluation"),
                   {"coordinator", "pienāk mērķu izvērtēšanas diena", "demo-clock", job.act, "goals_due",
                    "jāizvērtē mērķi"});
  v1::EvaluateGoals evaluate;
  evaluate.set_act(job.act);
  evaluate.set_decision(v1::KEEP);
  evaluate.set_text("Vidējais gaidīšanas laiks samazinājies no 34 uz 14 minūtēm.");
  v1::GoalMeasurement& measured = *evaluate.add_measurements();
  measured.set_goal_id("gaidisana");
  measured.set_value("14");
  measured.set_verdict(v1::REACHED);
  stage.give({"service_owner", "izvērtē mērķi: gaidīšana 14 minūtes", "evaluate-goals", job.act, "goals_evaluated",
              "mērķis sasniegts, akts paliek"},
             evaluate);
}

/// A finding whose cause lies in the act itself: it opens the amendment.
void find_outdated(Stage& stage, MainJob& job) {
  stage.move_clock(stage.term_end(job.act, "compliance"),
                   {"coordinator", "gads kopš akta spēkā stāšanās", "demo-clock", job.act, "compliance_due",
                    "jāizvērtē ievērošana"});
  v1::RecordFinding finding;
  finding.set_act(job.act);
  finding.set_requirement("6.");
  finding.set_compliance(v1::COMPLIED_PARTLY);
  finding.set_cause(v1::OUTDATED_NORM);
  finding.set_text("Papīra žurnālu vairs neizmanto nevienā vietā: visiem darbiniekiem ir rindas lietotne.");
  const v1::Reply found =
      stage.give({"service_owner", "konstatē: 6. punktu ievēro daļēji, cēlonis – norma novecojusi", "record-finding",
                  job.act, "follow_up", "atvērta grozījumu lieta"},
                 finding);
  stage.check(found.created_cases_size() == 1, "konstatējums ar šādu cēloni atver grozījumus");
  if (!stage.failed()) job.amendment = found.created_cases(0);
}

void prepare_amendment(Stage& stage, const MainJob& job) {
  v1::AssignDrafter assign;
  assign.set_case_id(job.amendment);
  assign.set_drafter(stage.person("drafter"));
  stage.give({"coordinator", "grozījumu izstrādi uztic " + stage.of("drafter").display_name, "assign-drafter",
              job.amendment, "writing", "grozījumi izstrādē"},
             assign);
  v1::SubmitDraft submit;
  submit.set_case_id(job.amendment);
  submit.set_text(demo_text(DemoText::kSecondWording));
  submit.set_note("Akta jaunā redakcija.");
  stage.give({"drafter", "iesniedz akta jauno redakciju", "submit-draft", job.amendment, "review",
              "projekts izskatīšanā"},
             submit);
  v1::RecordAlignment alignment;
  alignment.set_case_id(job.amendment);
  alignment.set_target("MK-399");
  alignment.set_target_version("2017-07-04");
  alignment.set_requirement("Pakalpojuma kvalitātes rādītāju uzskaite");
  alignment.set_verdict(v1::ALIGNED);
  stage.give({"service_owner", "pārbauda grozījumu salāgotību", "record-alignment", job.amendment, "aligned",
              "salāgots"},
             alignment);
  stage.complete_task({"service_owner", "akceptē grozījumus", "complete-task", job.amendment, "ready_for_adoption",
                       "gatavi pieņemšanai"},
                      "review_draft", "accept");
}

void adopt_amendment(Stage& stage, MainJob& job) {
  const Date today = riga_date(stage.now());
  job.second_commences = days_after(today, kDaysUntilSecondWording);
  v1::AdoptAct adopt;
  adopt.set_case_id(job.amendment);
  adopt.set_number("1-5/" + std::to_string(static_cast<int>(today.year())) + "/9");
  adopt.set_commences_on(format_date(job.second_commences));
  stage.give({"approver", "pieņem grozījumus Nr. " + adopt.number(), "adopt-act", job.amendment, "adopted",
              "grozījumi pieņemti"},
             adopt);
  v1::PublishAct publish;
  publish.set_case_id(job.amendment);
  publish.set_place("Aģentūras tīmekļvietne");
  stage.give({"service_owner", "publicē grozījumus", "publish-act", job.amendment, "incorporated",
              "otrā redakcija stāsies spēkā " + format_date(job.second_commences)},
             publish);
  v1::CloseFinding close;
  close.set_act(job.act);
  close.set_finding(1);
  close.set_text("Novērsts ar akta otro redakciju.");
  stage.give({"service_owner", "slēdz konstatējumu", "close-finding", job.act, "compliance_scheduled",
              "nākamā izvērtēšana pēc gada"},
             close);
}

}  // namespace

void play_use(Stage& stage, MainJob& job) {
  stage.heading("Piemērošana: atbalsts, mērķi, ievērošana");
  acknowledge(stage, job, "addressee", "spēkā esošo redakciju");
  support(stage, job);
  evaluate(stage, job);
  find_outdated(stage, job);
}

void play_amendment(Stage& stage, MainJob& job) {
  stage.heading("Grozījumi");
  prepare_amendment(stage, job);
  adopt_amendment(stage, job);
  move_to_day(stage, job.second_commences,
              {"coordinator", "pienāk otrās redakcijas diena", "demo-clock", job.act, "acknowledgement_open",
               "spēkā otrā redakcija"});
  acknowledge(stage, job, "addressee_2", "otro redakciju");
}

}  // namespace norma::server::cli
