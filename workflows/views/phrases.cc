#include "workflows/views/phrases.h"

#include <algorithm>
#include <array>

#include "engine/acts/terms.h"

namespace norma::workflows::views {
namespace {

using acts::Part;

struct Phrase {
  std::string_view name;
  std::string_view lv;
  std::string_view en;

  [[nodiscard]] std::string_view in(Language language) const { return language == Language::kLv ? lv : en; }
};

constexpr std::array<Phrase, 6> kParts = {{
    {"owner", "Saimnieks", "Owner"},
    {"coordinator", "Koordinators", "Coordinator"},
    {"drafter", "Izstrādātājs", "Drafter"},
    {"approver", "Pieņēmējs", "Approver"},
    {"opinion_giver", "Atzinuma sniedzējs", "Opinion giver"},
    {"addressee", "Adresāts", "Addressee"},
}};

constexpr std::array<Phrase, 6> kPartExplanations = {{
    {"owner", "pakalpojuma vai resursa saimnieks; iestādes mērogā — iestādes pakalpojumu vai resursu kopuma saimnieks",
     "the service or resource owner; at institution scale the owner of the institution's service set or resource set"},
    {"coordinator", "iestādes pakalpojumu kopuma vai resursu kopuma saimnieks",
     "the owner of the institution's service set or resource set"},
    {"drafter", "persona, kas šai lietai norīkota par izstrādātāju", "the person named as drafter for the case"},
    {"approver", "iestādes vadītājs vai viņa pilnvarota amatpersona",
     "the head of the institution or the official empowered"},
    {"opinion_giver", "ikviens, kam pašreizējā kārtā lūgts atzinums",
     "everyone asked for an opinion in the current round"},
    {"addressee", "persona, kurai akts ir saistošs pie tā objekta", "a person whom the act binds at its object"},
}};

constexpr auto kCommands = std::to_array<Phrase>({
    {"register-person", "Reģistrēt personu", "Register a person"},
    {"assign-role", "Piešķirt lomu", "Assign a role"},
    {"revoke-role", "Atsaukt lomu", "Revoke a role"},
    {"raise-need", "Pieteikt vajadzību", "Raise a need"},
    {"record-inventory", "Reģistrēt esošo aktu apzināšanu", "Record the inventory of existing acts"},
    {"decide-need", "Izlemt vajadzību", "Decide the need"},
    {"plan-act", "Ieplānot aktu", "Plan the act"},
    {"assign-drafter", "Norīkot izstrādātāju", "Name the drafter"},
    {"submit-draft", "Iesniegt projektu", "Submit the draft"},
    {"record-alignment", "Reģistrēt salāgotības pārbaudi", "Record the alignment check"},
    {"request-opinions", "Lūgt atzinumus", "Request opinions"},
    {"give-opinion", "Sniegt atzinumu", "Give an opinion"},
    {"answer-row", "Atbildēt uz izziņas rindu", "Answer a row of the summary"},
    {"confirm-row", "Apstiprināt izziņas rindu", "Confirm a row of the summary"},
    {"adopt-act", "Pieņemt aktu", "Adopt the act"},
    {"return-draft", "Atdot projektu pārstrādei", "Return the draft for rework"},
    {"withdraw-case", "Atsaukt lietu", "Withdraw the case"},
    {"publish-act", "Publicēt aktu", "Publish the act"},
    {"ask-question", "Uzdot jautājumu", "Ask a question"},
    {"answer-question", "Atbildēt uz jautājumu", "Answer the question"},
    {"record-finding", "Reģistrēt konstatējumu", "Record a finding"},
    {"close-finding", "Slēgt konstatējumu", "Close the finding"},
    {"evaluate-goals", "Izvērtēt mērķu sasniegšanu", "Evaluate the goals"},
    {"acknowledge-act", "Iepazīties ar aktu", "Acknowledge the act"},
    {"repeal-act", "Atcelt aktu", "Repeal the act"},
    {"complete-task", "Izpildīt uzdevumu", "Complete the task"},
    {"delegate-task", "Nodot uzdevumu", "Delegate the task"},
    {"publish-calendar", "Publicēt kalendāru", "Publish a calendar"},
    {"configure-clock", "Noteikt termiņa ilgumu", "Set the length of a clock"},
    {"suspend-term", "Apturēt termiņu", "Suspend the term"},
    {"resume-term", "Atsākt termiņu", "Resume the term"},
    {"set-term-length", "Noteikt termiņa ilgumu lietā", "Set the length of a term in the case"},
    {"mark-urgent", "Atzīt par steidzamu", "Declare urgent"},
    {"deploy-definition", "Ieviest definīciju", "Deploy a definition"},
    {"propose-amendment", "Ierosināt grozījumu", "Propose an amendment"},
    {"decide-proposal", "Izlemt par grozījumu priekšlikumu", "Decide on an amendment proposal"},
    {"settle-proposal", "Iestrādāt vai atstāt priekšlikumu", "Take in or leave a proposal"},
    {"annotate-draft", "Pierakstīt piezīmi projektam", "Annotate the draft"},
    {"reply-annotation", "Atbildēt uz piezīmi", "Reply to an annotation"},
    {"resolve-annotation", "Noslēgt piezīmi", "Resolve an annotation"},
    {"migrate-case", "Pārcelt lietu uz citu definīciju", "Move the case to another definition"},
    {"change-reference-item", "Mainīt atsauces datu ierakstu", "Change an item of the reference data"},
    {"retire-reference-item", "Izņemt atsauces datu ierakstu no lietošanas", "Retire an item of the reference data"},
    {"register-institution", "Reģistrēt iestādi", "Register an institution"},
    {"register-service", "Reģistrēt pakalpojumu", "Register a service"},
    {"register-resource", "Reģistrēt resursu", "Register a resource"},
    {"change-institution", "Mainīt iestādes ierakstu", "Change an institution's entry"},
    {"change-service", "Mainīt pakalpojuma ierakstu", "Change a service's entry"},
    {"change-resource", "Mainīt resursa ierakstu", "Change a resource's entry"},
    {"liquidate-service", "Likvidēt pakalpojumu", "Liquidate a service"},
    {"liquidate-resource", "Likvidēt resursu", "Liquidate a resource"},
    {"reorganise-institution", "Reorganizēt iestādi", "Reorganise an institution"},
    {"assign-substitute", "Norīkot aizvietotāju", "Name a substitute"},
    {"end-substitution", "Izbeigt aizvietošanu", "End a substitution"},
    {"open-audit", "Sākt auditu", "Open an audit"},
    {"close-audit", "Noslēgt auditu", "Close an audit"},
    {"describe-need", "Papildināt vajadzības aprakstu", "Complete the needs statement"},
    {"merge-need", "Apvienot ar citu vajadzību", "Merge into another need"},
    {"reopen-need", "Atjaunot vajadzību", "Reopen the need"},
    {"recheck-alignment", "Atkārtoti pārbaudīt salāgotību", "Re-check the alignment"},
    {"register-general-act-version", "Reģistrēt vispārējā akta redakciju", "Register a version of a general act"},
});

constexpr auto kWords = std::to_array<Phrase>({
    {"accept", "akceptēts", "accepted"},
    {"return", "atdots pārstrādei", "returned for rework"},
    {"no_act_needed", "akts nav vajadzīgs", "no act is needed"},
    {"new_act_needed", "vajadzīgs jauns akts", "a new act is needed"},
    {"amend_existing", "grozāms esošs akts", "an existing act is to be amended"},
    {"escalated", "nodota izdevējam ārpus iestādes", "handed to an issuer outside"},
    {"checking", "daļai prasību vēl nav vērtējuma", "some requirements have no verdict yet"},
    {"awaiting", "gaida VARAM atbildi", "VARAM's answer is awaited"},
    {"misaligned", "nav salāgots", "misaligned"},
    {"deviation", "ir pamatotas atkāpes", "there are deviations with grounds"},
    {"aligned", "salāgots", "aligned"},
    {"not_checked", "nav pārbaudīts", "not checked"},
    {"suspect", "apšaubīts", "suspect"},
    {"general_act_change", "vispārējā akta izmaiņas", "a change of a general act"},
    {"keep", "akts paliek spēkā", "the act is kept"},
    {"amend", "akts grozāms", "the act is to be amended"},
    {"repeal", "akts atceļams", "the act is to be repealed"},
});

constexpr auto kEvents = std::to_array<Phrase>({
    {"amendment.opened", "Uzsākti akta grozījumi", "An amendment of the act has begun"},
    {"amendment.published", "Publicēti akta grozījumi", "An amendment of the act is published"},
    {"proposal.offered", "Piedāvāts redakcionāls labojums", "An editorial change is offered"},
    {"alignment.suspect", "Mainījusies norma, uz kuru akts atsaucas", "What the act cites has changed"},
    {"alignment.pending", "Akts stājas spēkā ar apšaubītu salāgotību", "The act comes into force with a suspect alignment"},
    {"alignment.settled", "Salāgotību atjauno grozījumi", "An amendment settles the alignment"},
    {"recheck.extended", "Pārbaudei pievienots akts", "An act joins the re-check"},
    {"recheck.advanced", "Viens akts vairs nav jāpārbauda", "One act need not be checked any more"},
    {"term.wording", "Stājas spēkā jauna redakcija", "A new wording comes into force"},
});

template <std::size_t kSize>
const Phrase* find(const std::array<Phrase, kSize>& phrases, std::string_view name) {
  const auto found = std::find_if(phrases.begin(), phrases.end(), [name](const Phrase& one) { return one.name == name; });
  return found == phrases.end() ? nullptr : &*found;
}

std::string unit_phrase(acts::Duration duration, Language language) {
  using Unit = acts::Duration::Unit;
  struct Forms {
    std::string_view lv_one, lv_many, en_one, en_many;
  };
  const auto forms = [unit = duration.unit]() -> Forms {
    switch (unit) {
      case Unit::kDays:
        return {"diena", "dienas", "day", "days"};
      case Unit::kWeeks:
        return {"nedēļa", "nedēļas", "week", "weeks"};
      case Unit::kMonths:
        return {"mēnesis", "mēneši", "month", "months"};
      case Unit::kYears:
        return {"gads", "gadi", "year", "years"};
      case Unit::kWorkingDays:
        return {"darba diena", "darba dienas", "working day", "working days"};
    }
    return {};
  }();
  const std::string count = std::to_string(duration.count) + ' ';
  if (language == Language::kEn) return count + std::string(duration.count == 1 ? forms.en_one : forms.en_many);
  // In Latvian 21 takes the singular, 11 does not (CLDR plural rules).
  const bool one = duration.count % 10 == 1 && duration.count % 100 != 11;
  return count + std::string(one ? forms.lv_one : forms.lv_many);
}

std::string task_event_phrase(const Outline& outline, std::string_view event, Language language) {
  const std::string_view rest = event.substr(std::string_view("task.").size());
  const std::size_t dot = rest.find('.');
  std::string phrase = outline.task_label(rest.substr(0, dot), language);
  if (dot != std::string_view::npos) phrase += ": " + word_phrase(rest.substr(dot + 1), language);
  return phrase;
}

}  // namespace

std::string_view part_name(Part part) { return kParts[static_cast<std::size_t>(part)].name; }

std::string_view part_phrase(Part part, Language language) {
  return kParts[static_cast<std::size_t>(part)].in(language);
}

std::string_view part_explanation(Part part, Language language) {
  return kPartExplanations[static_cast<std::size_t>(part)].in(language);
}

std::string command_phrase(std::string_view command, Language language) {
  const Phrase* found = find(kCommands, command);
  return std::string(found == nullptr ? command : found->in(language));
}

std::string word_phrase(std::string_view word, Language language) {
  const Phrase* found = find(kWords, word);
  return std::string(found == nullptr ? word : found->in(language));
}

std::string event_phrase(const Outline& outline, std::string_view event, Language language) {
  const bool lv = language == Language::kLv;
  if (const Phrase* found = find(kCommands, event)) return std::string(found->in(language));
  if (const Phrase* found = find(kEvents, event)) return std::string(found->in(language));
  if (event.empty()) return lv ? "Uzreiz" : "At once";
  if (event == "*") return lv ? "Jebkurš notikums" : "Any event";
  if (event.starts_with("task.")) return task_event_phrase(outline, event, language);
  if (event.starts_with("term.")) return lv ? "Beidzies termiņš" : "The term has ended";
  constexpr std::string_view kDone = "done.state.";
  if (event.starts_with(kDone)) {
    const auto state = outline.chart->find(event.substr(kDone.size()));
    const std::string label = state ? outline.state_label(*state, language) : std::string(event.substr(kDone.size()));
    return (lv ? "Pabeigts: " : "Finished: ") + label;
  }
  return std::string(event);
}

std::string term_phrase(const acts::TermTemplate& term, Language language) {
  const bool lv = language == Language::kLv;
  if (const Result<acts::Duration> duration = acts::parse_duration(term.duration)) return unit_phrase(*duration, language);
  if (term.until == "commences_on") return lv ? "līdz spēkā stāšanās dienai" : "until the commencement date";
  if (term.until == "evaluate_on") return lv ? "līdz mērķu izvērtēšanas dienai" : "until the goal evaluation date";
  return term.duration.empty() ? term.until : term.duration;
}

}  // namespace norma::workflows::views
