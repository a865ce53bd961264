#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/instant.h"
#include "tests/scenarios/registrar.h"
#include "tests/scenarios/running_server.h"
#include "tests/scenarios/wordings_847.h"

namespace norma::scenarios {
namespace {

using server::cli::ApiClient;

TEST(Regulation847, GivesTheWordingInForceOnEveryDay) {
  const std::vector<Wording> wordings = read_wordings();
  if (wordings.size() != kWordings) {
    GTEST_SKIP() << "the 12 wordings of Regulation No 847 are not in the suites";
  }
  // given: the original and its eleven amendments, each adopted and published
  const TemporaryDirectory directory;
  const RunningServer server(directory.path());
  Registrar registrar(server);
  const std::string act = registrar.enter_original(wordings.front());
  for (std::size_t i = 1; i < wordings.size(); ++i) registrar.enter_amendment(act, wordings[i]);
  ASSERT_FALSE(HasFailure());

  // when: asked for each day
  ApiClient reader = server.client("addressee");
  const std::chrono::sys_days last = std::chrono::sys_days(Date(std::chrono::year(2016) / 12 / 31));
  std::size_t in_force = 0;
  std::size_t days = 0;
  for (std::chrono::sys_days day = wordings.front().commences; day <= last; day += std::chrono::days(1), ++days) {
    while (in_force + 1 < wordings.size() && std::chrono::sys_days(wordings[in_force + 1].commences) <= day) ++in_force;
    const auto text = reader.get("/v1/acts/" + act + "/text?as_of=" + format_date(Date(day)));

    // then: the bytes of the wording in force that day
    ASSERT_TRUE(text.has_value()) << format_date(Date(day)) << ": " << text.error().message;
    ASSERT_EQ(text->body, wordings[in_force].text) << format_date(Date(day));
  }
  EXPECT_EQ(days, 4069U);
  EXPECT_EQ(in_force, kWordings - 1);
  const auto before = reader.get("/v1/acts/" + act + "/text?as_of=2005-11-10");
  ASSERT_FALSE(before.has_value());
  EXPECT_EQ(before.error().code, "no_wording_in_force");
}

}  // namespace
}  // namespace norma::scenarios
