#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "norma/v1/values.pb.h"
#include "server/http/message.h"
#include "storage/store.h"

namespace norma::server {

/// An answer with texts in the language that the request asked for.
[[nodiscard]] Response localised_response(const google::protobuf::Message& message, const Request& request);

/// A text that the answer shows; one that was erased, or that there is none of, is shown as none.
[[nodiscard]] std::string shown_text(const storage::Snapshot& snapshot, const v1::TextRef& reference);

}  // namespace norma::server
