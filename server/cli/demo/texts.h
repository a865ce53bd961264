#pragma once

#include <string>

namespace norma::server::cli {

/// The act of the demo: a service counter's rules of the queue, in the manner of Latvian internal rules.
enum class DemoText {
  kFirstDraft,     ///< Goes back to its drafter: nothing is said of people who wait too long.
  kOriginal,       ///< The draft that is adopted.
  kSecondWording,  ///< As amended: tickets by phone, and the paper register is gone.
};

/// The whole text; it starts with a line that names the wording.
[[nodiscard]] std::string demo_text(DemoText which);

}  // namespace norma::server::cli
