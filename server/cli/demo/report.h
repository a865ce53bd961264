#pragma once

#include "server/cli/demo/main_job.h"
#include "server/cli/demo/stage.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// Sums over all participants and the whole run: the demo's last line.
struct DemoFigures {
  unsigned commands = 0;
  std::size_t turns = 0;
  std::size_t expected = 0;
  std::size_t delivered = 0;
  std::size_t missed = 0;
  std::size_t unentitled = 0;  ///< Delivered but not expected: a breach, never to be seen.
  unsigned repeated = 0;
  unsigned resumed = 0;

  [[nodiscard]] bool sound() const { return missed == 0 && unentitled == 0 && repeated == 0 && resumed > 0; }
};

/// Replays the journal, waits until the streams have drained or a deadline, and prints the table of notifications.
Outcome<DemoFigures> report_notifications(Stage& stage);

/// Asks for the act as of three dates, checks each answer byte for byte, and prints them.
void report_wordings(Stage& stage, const MainJob& job);

/// The last line, exactly: demo: commands=N turns=N expected=N delivered=N missed=N resumed=N
void print_figures(const DemoFigures& figures);

}  // namespace norma::server::cli
