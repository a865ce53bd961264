#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/instant.h"
#include "norma/v1/api.pb.h"
#include "server/cli/api_client.h"
#include "server/cli/demo/subscription.h"

namespace norma::server::cli {

/// One person of the demo: their access to the API and their live stream.
struct Participant {
  std::string key;           ///< As the tokens file names them: service_owner.
  std::string person;        ///< Person id.
  std::string display_name;
  std::string part;          ///< What they are in the story, in Latvian.
  ApiClient api;
  std::unique_ptr<Subscription> stream;
};

/// One command of the story, and where it must lead.
struct Step {
  std::string_view who;
  std::string what;               ///< What the person does, in Latvian.
  std::string_view command;
  std::string case_id;            ///< Empty when it opens a case or changes the registry.
  std::string_view state;         ///< A state the case must be in afterwards; empty: not checked.
  std::string result;             ///< What came of it, in Latvian.
};

/// Plays steps against a server and prints each as it happens.
///
/// After the first step that does not do what it should, nothing more is done and failed() says so.
class Stage {
 public:
  /// Finds all participants of a tokens file and who they are. Fails as the server does, and with kUsage.
  static Outcome<Stage> open(const Endpoint& server, const std::filesystem::path& tokens_file);

  /// Moves the clock to where an earlier run on this journal left it; a fresh server's starts at the real time.
  Outcome<void> continue_clock();

  /// Connects everybody's stream, so that the journal's heads before are also the heads at which all began.
  Outcome<void> connect_streams();

  v1::Reply give(const Step& step, const google::protobuf::Message& body);
  void give_refused(const Step& step, const google::protobuf::Message& body, std::string_view code);

  /// Completes the open task with this key of the case, found in the person's inbox.
  void complete_task(const Step& step, std::string_view task_key, std::string_view outcome);

  /// Moves the virtual clock and checks where the case stands after the terms that became due.
  void move_clock(Instant to, const Step& step);

  /// When the running term with this key of the case ends.
  Instant term_end(const std::string& case_id, std::string_view key);

  void drop_stream(std::string_view who);
  void resume_stream(std::string_view who);

  /// A claim of the story about what the server shows; the demo fails if it does not hold.
  void check(bool holds, const std::string& claim);
  void heading(const std::string& words);

  [[nodiscard]] Instant now();
  [[nodiscard]] Participant& of(std::string_view key);
  [[nodiscard]] const std::string& person(std::string_view key) { return of(key).person; }
  [[nodiscard]] std::vector<Participant>& participants() { return participants_; }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] unsigned commands() const { return commands_; }
  [[nodiscard]] const std::map<std::uint32_t, std::uint64_t>& heads() const { return heads_; }

 private:
  void say(const std::string& who, const std::string& what, const std::string& result);
  void fail(const Step& step, const std::string& why);
  void check_state(const Step& step);

  std::vector<Participant> participants_;
  std::map<std::uint32_t, std::uint64_t> heads_;
  unsigned commands_ = 0;
  unsigned lines_ = 0;
  bool failed_ = false;
};

}  // namespace norma::server::cli
