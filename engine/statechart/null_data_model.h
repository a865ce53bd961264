#pragma once

#include "engine/statechart/data_model.h"

namespace norma::statechart {

/// The data model without data (section B.1): In() is all there is, and that needs no model.
class NullDataModel final : public DataModel {
 public:
  void begin(const Scope&) override {}
  Evaluated<void> finish() override { return {}; }
  void abandon() override {}
  void set_event(const Input&) override {}
  Evaluated<bool> condition(ExpressionIndex) override { return refuse(); }
  Evaluated<std::string> value(ExpressionIndex) override { return refuse(); }
  Evaluated<std::string> text(ExpressionIndex) override { return refuse(); }
  Evaluated<void> assign(ExpressionIndex, const ValueSource&) override { return refuse(); }
  Evaluated<void> declare(const std::string&, const ValueSource&) override { return refuse(); }
  Evaluated<void> run(ExpressionIndex) override { return refuse(); }
  Evaluated<std::size_t> open_loop(const Foreach&) override { return refuse(); }
  Evaluated<void> enter_loop(const Foreach&, std::size_t) override { return refuse(); }
  void close_loop() override {}

 private:
  static tl::unexpected<Fault> refuse() { return tl::unexpected<Fault>(Fault{"the data model null has only In()", false}); }
};

}  // namespace norma::statechart
