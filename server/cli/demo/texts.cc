#include "server/cli/demo/texts.h"

#include <string_view>

namespace norma::server::cli {
namespace {

constexpr std::string_view kTitle = "Klientu rindas pārvaldības kārtība pakalpojuma sniegšanas vietā";

constexpr std::string_view kGeneral = R"(
Izdoti saskaņā ar Valsts pārvaldes iekārtas likuma
72. panta pirmās daļas 2. punktu

I. Vispārīgie jautājumi

1. Iekšējie noteikumi nosaka kārtību, kādā Latvijas Paraugu aģentūra (turpmāk – aģentūra) pārvalda klientu rindu pakalpojuma sniegšanas vietā.

2. Noteikumu mērķis ir panākt, ka:

2.1. klients pirms gaidīšanas zina, cik ilgi būs jāgaida;

2.2. klientus apkalpo pieteikšanās secībā, izņemot šajos noteikumos minētos gadījumus;

2.3. gaidīšanas laiks ir izmērāms un tiek izmantots pakalpojuma pilnveidei.

3. Noteikumi ir saistoši klientu apkalpošanas speciālistiem un viņu tiešajiem vadītājiem (turpmāk – darbinieks).
)";

constexpr std::string_view kPaperQueue = R"(
II. Rindas uzskaite

4. Klients rindā piesakās pie ieejas un saņem kārtas numuru.

5. Kārtas numurā norāda:

5.1. pieteikšanās datumu un laiku;

5.2. pakalpojuma veidu;

5.3. paredzamo gaidīšanas laiku minūtēs.

6. Ja kārtas numuru izsniegšanas iekārta nedarbojas, darbinieks klientus reģistrē papīra žurnālā.
)";

constexpr std::string_view kDigitalQueue = R"(
II. Rindas uzskaite

4. Klients rindā piesakās pie ieejas, aģentūras tīmekļvietnē vai pa tālruni un saņem kārtas numuru.

5. Kārtas numurā norāda:

5.1. pieteikšanās datumu un laiku;

5.2. pakalpojuma veidu;

5.3. paredzamo gaidīšanas laiku minūtēs;

5.4. vietu, kurā klientu apkalpos.

6. Ja kārtas numuru izsniegšanas iekārta nedarbojas, darbinieks klientus reģistrē rindas lietotnē savā darba ierīcē.
)";

constexpr std::string_view kServing = R"(
III. Klientu apkalpošana

7. Darbinieks klientus aicina kārtas numuru secībā.

8. Ārpus kārtas apkalpo:

8.1. personu ar kustību vai redzes traucējumiem;

8.2. grūtnieci un personu ar bērnu, kas jaunāks par trim gadiem;

8.3. klientu, kurš atkārtoti ieradies aģentūras kļūdas dēļ.

9. Klientu, kurš uz trim aicinājumiem nav ieradies, apkalpo pēc nākamā klienta.
)";

constexpr std::string_view kLongWait = R"(
10. Ja klients gaida ilgāk par 20 minūtēm, darbinieka tiešais vadītājs:

10.1. atver vēl vienu apkalpošanas vietu;

10.2. ja tas nav iespējams, piedāvā klientam pieteikt citu apkalpošanas laiku.
)";

constexpr std::string_view kFinal = R"(
IV. Mērījumi un to izmantošana

11. Aģentūra katru dienu uzskaita:

11.1. apkalpoto klientu skaitu;

11.2. vidējo un ilgāko gaidīšanas laiku;

11.3. klientu skaitu, kuri rindu atstājuši neapkalpoti.

12. Pakalpojuma īpašnieks mērījumu kopsavilkumu reizi ceturksnī izvērtē un, ja mērķi nav sasniegti, ierosina grozījumus šajos noteikumos.
)";

}  // namespace

std::string demo_text(DemoText which) {
  std::string text(kTitle);
  const bool second = which == DemoText::kSecondWording;
  text += second ? " (ar grozījumiem par pieteikšanos pa tālruni)\n" : "\n";
  text += kGeneral;
  text += second ? kDigitalQueue : kPaperQueue;
  text += kServing;
  if (which != DemoText::kFirstDraft) text += kLongWait;
  text += kFinal;
  return text;
}

}  // namespace norma::server::cli
