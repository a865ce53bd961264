#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "server/cli/client_options.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// Adds the options that every client command has, written to the one set of options of the program.
using AddClientOptions = std::function<void(CLI::App&)>;

/// Adds client commands that share what the parser writes into.
///
/// Each command's callback puts into `chosen` what to run; that gives the exit status. The references outlive the parser;
/// the words are kept by the commands.
template <class Words>
class CommandAdder {
 public:
  using Run = std::function<Outcome<void>(const ClientOptions&, const Words&)>;

  CommandAdder(const ClientOptions& options, const AddClientOptions& add_options, std::function<int()>& chosen)
      : options_(options), add_options_(add_options), chosen_(chosen) {}

  CLI::App* command(CLI::App& group, const std::string& name, const std::string& about, const Run& run) {
    CLI::App* command = group.add_subcommand(name, about);
    add_options_(*command);
    command->callback([options = &options_, words = words_, chosen = &chosen_, run] {
      *chosen = [options, words, run] {
        const Outcome<void> outcome = run(*options, *words);
        return outcome ? static_cast<int>(ExitStatus::kOk) : report(outcome.error());
      };
    });
    return command;
  }

  Words& words() { return *words_; }

 private:
  const ClientOptions& options_;
  const AddClientOptions& add_options_;
  std::function<int()>& chosen_;
  std::shared_ptr<Words> words_ = std::make_shared<Words>();
};

}  // namespace norma::server::cli
