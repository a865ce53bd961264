#include "workflows/scenarios/keywords.h"

#include <algorithm>
#include <array>

namespace norma::workflows::scenarios {
namespace {

constexpr unsigned kInFile = static_cast<unsigned>(Level::kFile);
constexpr unsigned kInScenario = static_cast<unsigned>(Level::kScenario);
constexpr unsigned kInStep = static_cast<unsigned>(Level::kStep);

struct KeywordRow {
  Keyword keyword;
  std::string_view lv;
  std::string_view en;
  unsigned levels;
};

constexpr std::array<KeywordRow, 22> kKeywords = {{
    {Keyword::kDefinition, "definīcija", "definition", kInFile},
    {Keyword::kDay, "diena", "day", kInFile | kInScenario | kInStep},
    {Keyword::kScenario, "scenārijs", "scenario", kInFile | kInScenario | kInStep},
    {Keyword::kTitleLv, "nosaukums", "nosaukums", kInScenario},
    {Keyword::kTitleEn, "title", "title", kInScenario},
    {Keyword::kLaw, "tiesību norma", "law", kInScenario},
    {Keyword::kContinues, "turpina", "continues", kInScenario},
    {Keyword::kAtFirst, "sākumā", "at first", kInScenario},
    {Keyword::kWhen, "kad", "when", kInScenario | kInStep},
    {Keyword::kEvent, "notikums", "event", kInStep},
    {Keyword::kTermEnds, "beidzas termiņš", "term ends", kInStep},
    {Keyword::kRefuses, "nepieņem", "refuses", kInStep},
    {Keyword::kAccepts, "pieņem", "accepts", kInStep},
    {Keyword::kFacts, "fakti", "facts", kInStep},
    {Keyword::kStates, "stāvokļi", "states", kInStep},
    {Keyword::kAgain, "no jauna", "again", kInStep},
    {Keyword::kOpens, "atver", "opens", kInStep},
    {Keyword::kCompletes, "izpilda", "completes", kInStep},
    {Keyword::kWithdraws, "atceļ", "withdraws", kInStep},
    {Keyword::kMisses, "nokavē", "misses", kInStep},
    {Keyword::kStartsTerm, "sāk termiņu", "starts term", kInStep},
    {Keyword::kStopsTerm, "pārtrauc termiņu", "stops term", kInStep},
}};

struct PartRow {
  acts::Part part;
  std::string_view lv;
  std::string_view en;
};

constexpr std::array<PartRow, 6> kParts = {{
    {acts::Part::kOwner, "saimnieks", "owner"},
    {acts::Part::kCoordinator, "koordinators", "coordinator"},
    {acts::Part::kDrafter, "izstrādātājs", "drafter"},
    {acts::Part::kApprover, "pieņēmējs", "approver"},
    {acts::Part::kOpinionGiver, "atzinuma sniedzējs", "opinion_giver"},
    {acts::Part::kAddressee, "adresāts", "addressee"},
}};

const KeywordRow& row_of(Keyword keyword) { return kKeywords[static_cast<std::size_t>(keyword)]; }

}  // namespace

std::optional<Keyword> keyword_spelled(std::string_view word) {
  std::string lowered{word};
  if (!lowered.empty() && lowered.front() >= 'A' && lowered.front() <= 'Z') lowered.front() += 'a' - 'A';
  for (const KeywordRow& row : kKeywords) {
    if (lowered == row.lv || lowered == row.en) return row.keyword;
  }
  return std::nullopt;
}

bool belongs_to(Keyword keyword, Level level) { return (row_of(keyword).levels & static_cast<unsigned>(level)) != 0; }

std::string spellings(Keyword keyword) {
  const KeywordRow& row = row_of(keyword);
  return row.lv == row.en ? std::string(row.en) : std::string(row.lv) + "/" + std::string(row.en);
}

std::string spellings(Level level) {
  std::string all;
  for (const KeywordRow& row : kKeywords) {
    if (belongs_to(row.keyword, level)) all += (all.empty() ? "" : ", ") + spellings(row.keyword);
  }
  return all;
}

std::optional<acts::Part> part_spelled(std::string_view word) {
  const auto* found = std::find_if(kParts.begin(), kParts.end(),
                                   [word](const PartRow& row) { return row.lv == word || row.en == word; });
  return found == kParts.end() ? std::nullopt : std::optional(found->part);
}

std::string_view part_name(acts::Part part, Language language) {
  const PartRow& row = kParts[static_cast<std::size_t>(part)];
  return language == Language::kLv ? row.lv : row.en;
}

std::string part_names() {
  std::string all;
  for (const PartRow& row : kParts) {
    all += (all.empty() ? "" : ", ") + std::string(row.lv) + "/" + std::string(row.en);
  }
  return all;
}

}  // namespace norma::workflows::scenarios
