#pragma once

#include <cstdint>
#include <string>

#include "server/cli/client_options.h"
#include "server/cli/outcome.h"

namespace norma::server::cli {

/// The client commands: each asks the server by its public API and prints the answer to standard output.
/// All fail as the server refuses, or with kUsage or kUnavailable.

/// `act list`, `need list`, `amendment list`; `plural` is acts, needs or amendments.
Outcome<void> list_cases(const ClientOptions& options, const std::string& plural);

/// `act show`, `need show`; dates as the options of the same names, empty for now.
Outcome<void> show_case(const ClientOptions& options, const std::string& case_id, const std::string& as_of,
                        const std::string& recorded_at);

/// `act text`: the exact wording in force on a day.
Outcome<void> print_text(const ClientOptions& options, const std::string& act, const std::string& as_of);

/// `act diff`, `amendment diff`: two wordings or drafts by paragraph and by word; empty: as the server decides.
Outcome<void> print_diff(const ClientOptions& options, const std::string& case_id, const std::string& from,
                         const std::string& to, const std::string& on);

/// `amendment preview`: the act's text on a day as the amendment would leave it.
Outcome<void> print_preview(const ClientOptions& options, const std::string& amendment, const std::string& on);

/// `amendment instructions`: what a draft of it says, in words.
Outcome<void> print_instructions(const ClientOptions& options, const std::string& amendment,
                                 const std::string& version);

/// `act paragraphs`: ids, numbers and places of the paragraphs of the wording in force on a day.
Outcome<void> print_paragraphs(const ClientOptions& options, const std::string& act, const std::string& as_of);

/// `act history`.
Outcome<void> print_history(const ClientOptions& options, const std::string& case_id);

/// `inbox`.
Outcome<void> print_inbox(const ClientOptions& options);

/// `task complete`.
Outcome<void> complete_task(const ClientOptions& options, const std::string& task, const std::string& outcome,
                            const std::string& note);

/// `task delegate`.
Outcome<void> delegate_task(const ClientOptions& options, const std::string& task, const std::string& person,
                            const std::string& reason);

/// `reference list [KIND]`: the kinds with their numbers of items, or the items of one as of a date or time.
Outcome<void> list_reference(const ClientOptions& options, const std::string& kind, const std::string& as_of);

/// `reference show`: every version of an item.
Outcome<void> show_reference(const ClientOptions& options, const std::string& kind, const std::string& code);

/// What `authority` asks: about a person, or about a role at an object.
struct AuthorityQuestion {
  std::string person;
  std::string role;
  std::string object;
  std::string at;           ///< Date or time; empty: now.
  std::string recorded_at;  ///< Position of the registry or time; empty: all that is recorded.
};

/// `authority`: who held what at an instant, themselves or for another.
Outcome<void> print_authority(const ClientOptions& options, const AuthorityQuestion& question);

/// `watch`: prints turns as they happen until interrupted; reconnects and resumes when the connection is lost.
Outcome<void> watch(const ClientOptions& options, const std::string& after);

/// `audit replay`: folds the case's turns here, not at the server, up to a time or a position (empty: all), prints
/// them and the state they give, and compares it with what the server says of that moment.
Outcome<void> replay_case(const ClientOptions& options, const std::string& case_id, const std::string& at);

}  // namespace norma::server::cli
