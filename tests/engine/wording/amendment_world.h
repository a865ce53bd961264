#pragma once

#include <string>
#include <vector>

#include "tests/engine/acts_world.h"

namespace norma::acts {

/// The text of the act in force that AmendmentWorld begins with, from 2 November 2026.
inline constexpr const char* kOriginal =
    "1. Rinda ir viena.\n\n2. Darbinieks pieņem klientu piecu dienu laikā.\n\n3. Žurnālu glabā vienu gadu.\n";

/// An act in force and the ways to amend it, each command as the person whose it is.
class AmendmentWorld {
 public:
  AmendmentWorld();

  World& world() { return world_; }
  [[nodiscard]] const std::string& act() const { return act_; }
  [[nodiscard]] const v1::ActState& state() const { return world_.state(act_).act(); }

  /// A proposal of the owner about point 2; its number.
  std::uint32_t propose(v1::ProposeAmendment::Nature nature);
  std::string try_decide(std::uint32_t proposal, v1::DecideProposal::Outcome outcome);
  /// The amendment that accepting a proposal opens.
  std::string accept(std::uint32_t proposal);

  /// An open amendment whose drafter is named.
  std::string open();
  std::string try_draft(const std::string& amendment, const std::vector<v1::Instruction>& instructions);
  std::string try_whole(const std::string& amendment, const std::string& text);
  /// Alignment with a version of MK-399, and review: it is ready for adoption then.
  void prepare(const std::string& amendment, const std::string& version = "2017-07-04");
  std::string try_adopt(const std::string& amendment, const std::string& commences_on, const std::string& adopted_on = {});
  std::string try_publish(const std::string& amendment);
  /// All of it; the amendment's id. Expects that nothing is refused.
  std::string amend(const std::vector<v1::Instruction>& instructions, const std::string& commences_on,
                    const std::string& adopted_on = {});

  /// What the act says on a day, as published.
  [[nodiscard]] std::string text_on(const std::string& day) const;

 private:
  World world_;
  std::string act_;
};

[[nodiscard]] v1::Instruction substitute_words(const std::string& paragraph, const std::string& old, const std::string& text,
                                               const std::string& commences_on = {});
[[nodiscard]] v1::Instruction substitute(const std::string& paragraph, const std::string& text,
                                         const std::string& commences_on = {});
[[nodiscard]] v1::Instruction insert_after(const std::string& paragraph, const std::string& text,
                                           const std::string& commences_on = {});
[[nodiscard]] v1::Instruction repeal(const std::string& paragraph, const std::string& commences_on = {});

}  // namespace norma::acts
