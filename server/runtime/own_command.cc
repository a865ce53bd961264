#include "server/runtime/own_command.h"

#include <future>
#include <memory>

namespace norma::server {

Result<void> give_as_service(Service& service, acts::Command command) {
  command.actor = PersonId("system");
  command.internal = true;
  auto done = std::make_shared<std::promise<Result<v1::Reply>>>();
  std::future<Result<v1::Reply>> outcome = done->get_future();
  service.submit(std::move(command), [done](Outcome result) { done->set_value(std::move(result.result)); });
  const Result<v1::Reply> reply = outcome.get();
  if (!reply) return tl::unexpected(reply.error());
  return {};
}

}  // namespace norma::server
