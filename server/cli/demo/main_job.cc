#include "server/cli/demo/main_job.h"

#include "norma/v1/command.pb.h"
#include "server/cli/demo/texts.h"

namespace norma::server::cli {
namespace {

constexpr const char* kService = "srv-4411";
constexpr const char* kOtherService = "srv-4412";
constexpr const char* kInstitution = "inst-lpa";
constexpr int kDaysUntilForce = 14;
constexpr int kDaysUntilGoals = 300;

v1::RaiseNeed need_of(const std::string& object, const std::string& problem) {
  v1::RaiseNeed raise;
  raise.set_scale(v1::SERVICE_SCALE);
  raise.set_object(object);
  raise.set_institution(kInstitution);
  raise.set_trigger_task("PU2-18");
  raise.add_conditions("N1-1");
  raise.add_conditions("N2-2");
  raise.set_problem(problem);
  raise.set_phase("C4");
  raise.add_addressees("klientu apkalpošanas darbinieki");
  raise.set_alternatives("Skaidrot klientiem mutiski un ar uzrakstiem; trīs mēnešos sūdzību skaits nemainījās.");
  raise.mutable_origin()->set_event(v1::NeedOrigin::COMPLAINT);
  raise.mutable_origin()->set_reference("sūdzību kopsavilkums, 2. ceturksnis");
  return raise;
}

void assess_need(Stage& stage, MainJob& job) {
  stage.heading("Vajadzība");
  job.need = stage.give({"coordinator", "piesaka vajadzību pakalpojumam srv-4411: klienti nezina, cik ilgi jāgaida",
                         "raise-need", {}, "raised", "vajadzība pieteikta"},
                        need_of(kService, "Klienti sūdzas, ka nezina, cik ilgi būs jāgaida; apkalpošanas secība "
                                          "atšķiras pa apkalpošanas vietām, un gaidīšanas laiku neviens nemēra."))
                 .case_id();
  v1::RecordInventory inventory;
  inventory.set_need(job.need);
  inventory.add_rows()->set_act("MK 04.07.2017. noteikumi Nr. 399");
  inventory.mutable_rows(0)->set_verdict(v1::COVERS_PARTLY);
  inventory.add_rows()->set_act("Aģentūras 2014. gada kārtība Nr. 17");
  inventory.mutable_rows(1)->set_verdict(v1::OUTDATED);
  inventory.mutable_rows(1)->set_status(v1::STATUS_IN_FORCE);
  inventory.mutable_rows(1)->set_needed_change("Jāaizstāj: paredz talonus, kuru vairs nav.");
  inventory.mutable_duplication()->set_result(v1::DUPLICATES_NOTHING);
  inventory.mutable_duplication()->set_ground("Noteikumi Nr. 399 gaidīšanas secību nenosaka.");
  stage.give({"service_owner", "apzina esošos aktus: viens sedz daļēji, viens novecojis", "record-inventory",
              job.need, "under_assessment", "vajadzība tiek izvērtēta"},
             inventory);
  v1::DecideNeed decide;
  decide.set_need(job.need);
  decide.set_outcome(v1::NEW_ACT_NEEDED);
  decide.set_reason("Esošie akti gaidīšanu nereglamentē; citi līdzekļi trīs mēnešos problēmu neatrisināja.");
  stage.give({"coordinator", "izlemj", "decide-need", job.need, "new_act_needed", "vajadzīgs jauns akts"}, decide);
}

/// A need of another service, which ends without an act: it concerns other people.
void assess_other_need(Stage& stage) {
  const std::string need =
      stage.give({"service_owner_2", "piesaka vajadzību savam pakalpojumam srv-4412", "raise-need", {}, "raised",
                  "vajadzība pieteikta"},
                 need_of(kOtherService, "Nav skaidrs, kurš darbinieks atbild par klienta iesnieguma reģistrēšanu."))
          .case_id();
  v1::RecordInventory inventory;
  inventory.set_need(need);
  inventory.add_rows()->set_act("Aģentūras 2021. gada lietvedības kārtība");
  inventory.mutable_rows(0)->set_verdict(v1::COVERS);
  inventory.mutable_rows(0)->add_paragraphs("p12");
  inventory.mutable_duplication()->set_result(v1::DUPLICATES_AN_ACT);
  inventory.mutable_duplication()->add_acts("Aģentūras 2021. gada lietvedības kārtība");
  stage.give({"service_owner_2", "apzina esošos aktus: esošais sedz", "record-inventory", need, "under_assessment",
              "vajadzība tiek izvērtēta"},
             inventory);
  v1::DecideNeed decide;
  decide.set_need(need);
  decide.set_outcome(v1::NO_ACT_NEEDED);
  decide.set_reason("Lietvedības kārtība atbildību jau nosaka; jāatgādina darbiniekiem.");
  stage.give({"coordinator", "izlemj par srv-4412", "decide-need", need, "no_act_needed", "akts nav vajadzīgs"}, decide);
}

void plan(Stage& stage, MainJob& job) {
  const Date today = riga_date(stage.now());
  v1::PlanAct act;
  act.set_need(job.need);
  act.set_title("Klientu rindas pārvaldības kārtība pakalpojuma sniegšanas vietā");
  act.set_kind(v1::INTERNAL_RULES);
  act.set_group("G2");
  act.set_issuer("Latvijas Paraugu aģentūra");
  act.set_legal_basis("Valsts pārvaldes iekārtas likuma 72. panta pirmās daļas 2. punkts");
  act.set_evaluate_on(format_date(days_after(today, kDaysUntilGoals)));
  v1::Goal& goal = *act.add_goals();
  goal.set_goal_id("gaidisana");
  goal.set_indicator("videjais-gaidisanas-laiks-min");
  goal.set_baseline("34");
  goal.set_target("15");
  goal.set_measure_on(act.evaluate_on());
  const v1::Reply planned = stage.give({"coordinator", "ieplāno aktu: mērķis – gaidīšana no 34 uz 15 minūtēm",
                                        "plan-act", job.need, "act_planned", "akts ieplānots"},
                                       act);
  stage.check(planned.created_cases_size() == 1, "plānošana rada vienu aktu");
  if (stage.failed()) return;
  job.act = planned.created_cases(0);
}

void draft(Stage& stage, const MainJob& job) {
  stage.heading("Izstrāde");
  v1::AssignDrafter assign;
  assign.set_case_id(job.act);
  assign.set_drafter(stage.person("drafter"));
  stage.give({"coordinator", "par izstrādātāju norīko " + stage.of("drafter").display_name, "assign-drafter", job.act,
              "writing", "akts izstrādē"},
             assign);
  v1::SubmitDraft submit;
  submit.set_case_id(job.act);
  submit.set_text(demo_text(DemoText::kFirstDraft));
  submit.set_note("Pirmais projekts.");
  stage.give({"drafter", "iesniedz projekta 1. versiju", "submit-draft", job.act, "review", "projekts izskatīšanā"},
             submit);
  stage.complete_task({"service_owner", "atgriež: nav noteikts, ko dara, ja klients gaida ilgāk par 20 minūtēm",
                       "complete-task", job.act, "writing", "projekts jāpilnveido"},
                      "review_draft", "return");
  submit.set_text(demo_text(DemoText::kOriginal));
  submit.set_note("Papildināts ar 10. punktu.");
  stage.give({"drafter", "iesniedz projekta 2. versiju", "submit-draft", job.act, "review", "projekts izskatīšanā"},
             submit);
  v1::RecordAlignment alignment;
  alignment.set_case_id(job.act);
  alignment.set_target("MK-399");
  alignment.set_target_version("2017-07-04");
  alignment.set_requirement("Pakalpojuma kvalitātes rādītāju uzskaite");
  alignment.set_verdict(v1::ALIGNED);
  stage.give({"service_owner", "pārbauda salāgotību ar MK 04.07.2017. noteikumiem Nr. 399", "record-alignment",
              job.act, "aligned", "salāgots"},
             alignment);
  stage.complete_task({"service_owner", "akceptē projektu", "complete-task", job.act, "ready_for_adoption",
                       "gatavs pieņemšanai"},
                      "review_draft", "accept");
}

void harmonise(Stage& stage, const MainJob& job) {
  stage.heading("Saskaņošana");
  v1::RequestOpinions request;
  request.set_case_id(job.act);
  request.add_givers(stage.person("legal_unit"));
  request.add_givers(stage.person("opinion_giver"));
  stage.give({"coordinator", "lūdz atzinumus diviem sniedzējiem", "request-opinions", job.act, "awaiting_opinions",
              "viena mēneša termiņš (VPIL 75. panta piektā daļa)"},
             request);
  stage.drop_stream("service_owner");
  v1::GiveOpinion opinion;
  opinion.set_case_id(job.act);
  opinion.set_result(v1::OBJECTED);
  v1::OpinionRow& row = *opinion.add_rows();
  row.set_kind(v1::OBJECTION);
  row.set_paragraph("8.2.");
  row.set_text("Vecuma robeža jāpamato: citur aģentūrā ārpus kārtas apkalpo personas ar bērnu līdz septiņiem gadiem.");
  stage.give({"legal_unit", "sniedz atzinumu ar vienu iebildumu par 8.2. apakšpunktu", "give-opinion", job.act,
              "awaiting_opinions", "gaida otru atzinumu"},
             opinion);
  stage.move_clock(stage.term_end(job.act, "opinion"),
                   {"coordinator", "mēnesis pagājis, " + stage.of("opinion_giver").display_name + " klusē",
                    "demo-clock", job.act, "answering", "uzskatāms par saskaņotu; jāatbild uz iebildumu"});
  v1::AnswerRow answer;
  answer.set_case_id(job.act);
  answer.set_row(1);
  answer.set_answer(v1::REJECTED_WITH_REASON);
  answer.set_text("Mērījumi rāda, ka ilgāk par 10 minūtēm grūti gaidīt tieši ar bērnu līdz trim gadiem; pārējiem ir "
                  "bērnu stūrītis.");
  stage.give({"drafter", "atbild uz iebildumu: nav ņemts vērā, ar pamatojumu", "answer-row", job.act, "answering",
              "atbilde nosūtīta iebildējam"},
             answer);
  v1::ConfirmRow confirm;
  confirm.set_case_id(job.act);
  confirm.set_row(1);
  stage.give({"legal_unit", "apstiprina atbildi", "confirm-row", job.act, "ready_for_adoption",
              "saskaņots, gatavs pieņemšanai"},
             confirm);
  stage.resume_stream("service_owner");
}

void adopt(Stage& stage, MainJob& job) {
  stage.heading("Pieņemšana un publicēšana");
  const Date today = riga_date(stage.now());
  job.commences = days_after(today, kDaysUntilForce);
  v1::AssignRole role;
  role.set_person(stage.person("drafter"));
  role.set_role(v1::APPROVER);
  role.set_object(kInstitution);
  stage.give({"administrator", "izstrādātājam piešķir arī apstiprinātāja lomu", "assign-role", {}, {}, "reģistrēts"},
             role);
  v1::AdoptAct adopt;
  adopt.set_case_id(job.act);
  adopt.set_number("1-5/" + std::to_string(static_cast<int>(today.year())) + "/7");
  adopt.set_commences_on(format_date(job.commences));
  stage.give_refused({"drafter", "mēģina pieņemt paša izstrādāto aktu", "adopt-act", job.act, "ready_for_adoption", {}},
                     adopt, "drafter_is_approver");
  v1::RevokeRole revoke;
  revoke.set_person(role.person());
  revoke.set_role(role.role());
  revoke.set_object(role.object());
  stage.give({"administrator", "izstrādātājam apstiprinātāja lomu atņem", "revoke-role", {}, {}, "reģistrēts"}, revoke);
  stage.give({"approver", "pieņem aktu Nr. " + adopt.number(), "adopt-act", job.act, "adopted", "akts pieņemts"}, adopt);
  v1::PublishAct publish;
  publish.set_case_id(job.act);
  publish.set_place("Aģentūras tīmekļvietne");
  stage.give({"service_owner", "publicē", "publish-act", job.act, "published",
              "stāsies spēkā " + format_date(job.commences)},
             publish);
  move_to_day(stage, job.commences,
              {"coordinator", "pienāk spēkā stāšanās diena", "demo-clock", job.act, "acknowledgement_open",
               "akts spēkā"});
}

}  // namespace

MainJob play_main_job(Stage& stage) {
  MainJob job;
  assess_need(stage, job);
  assess_other_need(stage);
  plan(stage, job);
  draft(stage, job);
  harmonise(stage, job);
  adopt(stage, job);
  play_use(stage, job);
  play_amendment(stage, job);
  return job;
}

void move_to_day(Stage& stage, Date day, const Step& step) {
  stage.move_clock(riga_start_of_day(day) + std::chrono::hours(9), step);
}

Date days_after(Date day, int days) { return Date(std::chrono::sys_days(day) + std::chrono::days(days)); }

}  // namespace norma::server::cli
