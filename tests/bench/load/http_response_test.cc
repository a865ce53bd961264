#include "tests/bench/load/http_response.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/bench/load/socket.h"

namespace norma::bench {
namespace {

const std::string kWhole = "HTTP/1.1 201 Created\r\nContent-length: 5\r\nETag:  \"7\" \r\n\r\nhello";

TEST(HttpResponse, IsReadOnlyWhenWhole) {
  for (std::size_t size = 0; size < kWhole.size(); ++size) {
    HttpResponse response;
    EXPECT_EQ(parse_response(std::string_view(kWhole).substr(0, size), response), ParseState::kIncomplete) << size;
  }
  HttpResponse response;
  ASSERT_EQ(parse_response(kWhole, response), ParseState::kComplete);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, "hello");
  EXPECT_EQ(response.size, kWhole.size());
  EXPECT_TRUE(response.keeps_alive);
}

TEST(HttpResponse, FindsHeadersWhateverTheirCase) {
  HttpResponse response;
  ASSERT_EQ(parse_response(kWhole, response), ParseState::kComplete);

  EXPECT_EQ(response.header("etag"), "\"7\"");
  EXPECT_EQ(response.header("location"), "");
}

TEST(HttpResponse, SeesThatTheServerCloses) {
  HttpResponse response;

  ASSERT_EQ(parse_response("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n", response),
            ParseState::kComplete);

  EXPECT_FALSE(response.keeps_alive);
}

TEST(HttpResponse, RefusesWhatItCannotDelimit) {
  HttpResponse response;

  EXPECT_EQ(parse_response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", response), ParseState::kInvalid);
  EXPECT_EQ(parse_response("HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\n", response), ParseState::kInvalid);
  EXPECT_EQ(parse_response("SSH-2.0-OpenSSH\r\n\r\n", response), ParseState::kInvalid);
}

TEST(ReadMetric, ReadsJsonAndPrometheusText) {
  EXPECT_EQ(read_metric(R"({"commands":9,"fsyncs":12})", "fsyncs"), 12);
  EXPECT_EQ(read_metric("# HELP norma_syncs_total Syncs.\nnorma_syncs_total 3.4e1\n", "norma_syncs_total"), 34);
  EXPECT_THROW(read_metric("norma_syncs_total_created 3\n", "norma_syncs_total"), std::runtime_error);
}

TEST(Endpoint, IsHostAndPort) {
  EXPECT_EQ(Endpoint::parse("127.0.0.1:8080").port, 8080);
  EXPECT_THROW(Endpoint::parse("127.0.0.1"), std::invalid_argument);
  EXPECT_THROW(Endpoint::parse(":80"), std::invalid_argument);
  EXPECT_THROW(Endpoint::parse("127.0.0.1:80808"), std::invalid_argument);
}

}  // namespace
}  // namespace norma::bench
