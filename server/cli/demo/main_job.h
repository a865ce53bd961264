#pragma once

#include <string>

#include "engine/instant.h"
#include "server/cli/demo/stage.h"

namespace norma::server::cli {

/// What the main job made, for the table at its end.
struct MainJob {
  std::string need;
  std::string act;
  std::string amendment;
  Date commences{};         ///< Of the original.
  Date second_commences{};  ///< Of the second wording.
};

/// The life of one act on a stage: from the need, through adoption and use, to its second wording.
///
/// In order: need, inventory, new act; two drafts and the alignment check; harmonisation with one objection and
/// one month of silence; a refused and a right adoption; publication; acknowledgement, support, goals, a finding;
/// the amendment. The service owner's stream is cut during harmonisation and resumed before adoption.
MainJob play_main_job(Stage& stage);

/// The parts of it that follow adoption.
void play_use(Stage& stage, MainJob& job);
void play_amendment(Stage& stage, MainJob& job);

/// Moves the clock to nine in the morning of a day.
void move_to_day(Stage& stage, Date day, const Step& step);

/// The day so many days after another.
[[nodiscard]] Date days_after(Date day, int days);

}  // namespace norma::server::cli
