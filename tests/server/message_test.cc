#include "server/http/message.h"

#include "engine/utf8.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace norma::server {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Response accepted() {
  Response response;
  response.headers.emplace_back("ETag", "\"7\"");
  response.body = "{}";
  return response;
}

TEST(ResponseHead, HasStatusLineFieldsAndTheLengthOfTheBody) {
  EXPECT_EQ(response_head(accepted(), {11, true}),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: no-store\r\nETag: \"7\"\r\n"
            "Content-Length: 2\r\n\r\n");
}

TEST(ResponseHead, SaysWhenTheConnectionEnds) {
  EXPECT_THAT(response_head(accepted(), {11, false}), HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(response_head(accepted(), {10, false}), HasSubstr("\r\nConnection: close\r\n"));
}

TEST(ResponseHead, TellsAnOldClientThatTheConnectionStays) {
  const std::string head = response_head(accepted(), {10, true});
  EXPECT_THAT(head, StartsWith("HTTP/1.0 200 OK\r\n"));
  EXPECT_THAT(head, HasSubstr("\r\nConnection: keep-alive\r\n"));
  EXPECT_THAT(response_head(accepted(), {11, true}), Not(HasSubstr("Connection:")));
}

TEST(ResponseHead, OfAnEmptyBodySaysSo) {
  Response response;
  response.status = 404;
  EXPECT_THAT(response_head(response, {11, true}), StartsWith("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_THAT(response_head(response, {11, true}), EndsWith("\r\nContent-Length: 0\r\n\r\n"));
}

TEST(Problem, NamesTheReasonInTheAskedLanguageAndWhenToTryAgain) {
  const Response response = problem({Reason::kOverloaded, {}}, Language::kEn);
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_THAT(response_head(response, {11, true}), HasSubstr("\r\nRetry-After: 1\r\n"));
  EXPECT_THAT(response.body, HasSubstr("\"code\":\"overloaded\""));
}

TEST(ReadTarget, DecodesSegmentsAndQuery) {
  Request request;
  ASSERT_TRUE(read_target("/v1/acts/act%5F1?as_of=2027%2D01-07", request));
  EXPECT_THAT(request.segments, ElementsAre("v1", "acts", "act_1"));
  EXPECT_EQ(request.parameter("as_of"), "2027-01-07");
  EXPECT_EQ(request.parameter("absent"), "");
}

TEST(ReadTarget, RefusesPartsThatAreNotUtf8OnceDecoded) {
  for (const std::string_view target : {"/v1/acts/%A0", "/v1/acts?as_of=%C4", "/v1/acts?%ED%A0%80=1"}) {
    Request request;
    const Result<void> read = read_target(target, request);
    ASSERT_FALSE(read) << target;
    EXPECT_EQ(read.error().reason, Reason::kMalformedRequest);
  }
}

TEST(IsUtf8, RefusesSurrogatesOverlongFormsAndHalves) {
  EXPECT_TRUE(is_utf8("rīkojums"));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("\xC4"));
}

}  // namespace
}  // namespace norma::server
