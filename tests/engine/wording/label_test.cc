#include "engine/acts/wording/label.h"

#include <gtest/gtest.h>

#include <string>

namespace norma::acts {
namespace {

struct Printed {
  const char* line;
  ParagraphKind kind;
  const char* label;
  const char* numbers;
};

std::string numbers_of(const Label& label) {
  std::string joined;
  for (const LabelNumber& number : label.numbers) joined += (joined.empty() ? "" : " ") + number.number;
  return joined;
}

TEST(Label, ReadsEveryNumberOfLatvianLegalTechnique) {
  using Kind = ParagraphKind;
  for (const Printed& printed : {
           Printed{"1. Noteikumi nosaka", Kind::kPoint, "1.", "1"},
           Printed{"1.Noteikumi nosaka", Kind::kPoint, "1.", "1"},
           Printed{"  2.1. kārtību", Kind::kPoint, "2.1.", "2 1"},
           Printed{"2.1.12. kārtību", Kind::kPoint, "2.1.12.", "2 1 12"},
           Printed{"2.^1 Aģentūra paziņo", Kind::kPoint, "2.^1", "2^1"},
           Printed{"2.¹ Aģentūra paziņo", Kind::kPoint, "2.¹", "2^1"},
           Printed{"2.¹² Aģentūra paziņo", Kind::kPoint, "2.¹²", "2^12"},
           Printed{"2.^1 1. apraksts", Kind::kPoint, "2.^1 1.", "2^1 1"},
           Printed{"2.1.^1 apraksts", Kind::kPoint, "2.1.^1", "2 1^1"},
           Printed{"72.pants. Akti", Kind::kArticle, "72.pants.", "72"},
           Printed{"31.^1 pants. Akti", Kind::kArticle, "31.^1 pants.", "31^1"},
           Printed{"(1) Aktus izdod", Kind::kPart, "(1)", "1"},
           Printed{"(2^1) Aktus izdod", Kind::kPart, "(2^1)", "2^1"},
           Printed{"1) ministrs;", Kind::kClause, "1)", "1"},
           Printed{"a) viens", Kind::kLetter, "a)", "a"},
           Printed{"č) viens", Kind::kLetter, "č)", "č"},
           Printed{"II. Vispārīgie jautājumi", Kind::kChapter, "II.", "2"},
           Printed{"XIV nodaļa Noslēgums", Kind::kChapter, "XIV nodaļa", "14"},
           Printed{"2. nodaļa", Kind::kChapter, "2. nodaļa", "2"},
           Printed{"II sadaļa", Kind::kSection, "II sadaļa", "2"},
           Printed{"A sadaļa", Kind::kSection, "A sadaļa", "A"},
           Printed{"1. pielikums", Kind::kAnnex, "1. pielikums", "1"},
           Printed{"2.pielikums\nMinistru kabineta", Kind::kAnnex, "2.pielikums", "2"},
           Printed{"Pielikums", Kind::kAnnex, "Pielikums", ""},
           Printed{"Pielikums Nr. 3", Kind::kAnnex, "Pielikums Nr. 3", "3"},
       }) {
    const Label label = read_label(printed.line);
    EXPECT_EQ(label.kind, printed.kind) << printed.line;
    EXPECT_EQ(label.printed(printed.line), printed.label) << printed.line;
    EXPECT_EQ(numbers_of(label), printed.numbers) << printed.line;
  }
}

TEST(Label, TakesNoReferenceYearOrPriceForANumber) {
  for (const char* line : {"2. punktā minētie akti", "7.18.apakšpunkts stājas spēkā", "3.panta otro daļu", "2005. gada 8. novembrī",
                           "12.05.2009. noteikumi", "3.5 tonnas", "3,5 tonnas", "10. gadā", "1. pielikums nosaka kārtību",
                           "Pielikumā minēts", "", "Rīgā", "01. nav", "5.-7. punkts", "abc) nav"}) {
    EXPECT_EQ(read_label(line).kind, ParagraphKind::kPlain) << line;
    EXPECT_TRUE(read_label(line).printed(line).empty()) << line;
  }
  EXPECT_EQ(read_label("(Grozīts ar noteikumiem)").kind, ParagraphKind::kAttached);
}

TEST(Label, KnowsWhatIsPartOfWhat) {
  const Label point = read_label("2. A");
  EXPECT_TRUE(is_part_of(point, read_label("2.1. a")));
  EXPECT_TRUE(is_part_of(point, read_label("1) a")));
  EXPECT_TRUE(is_part_of(point, read_label("(piezīme)")));
  EXPECT_FALSE(is_part_of(point, read_label("2.^1 A")));
  EXPECT_FALSE(is_part_of(point, read_label("20.1. a")));
  EXPECT_FALSE(is_part_of(point, read_label("Paraksts")));
  EXPECT_TRUE(is_part_of(read_label("I. Daļa"), point));
  EXPECT_FALSE(is_part_of(read_label("I. Daļa"), read_label("1. pielikums")));
}

}  // namespace
}  // namespace norma::acts
