#pragma once

#include <cstddef>
#include <string>

#include "engine/result.h"
#include "norma/v1/values.pb.h"

namespace norma::acts {

/// Gives kept texts back to decisions and views that derive wordings; the fold never asks for one.
class TextReader {
 public:
  TextReader() = default;
  TextReader(const TextReader&) = delete;
  TextReader& operator=(const TextReader&) = delete;
  virtual ~TextReader() = default;

  /// The text of a reference; that of an empty reference is empty.
  ///
  /// Errors, in this order: limit_exceeded (it is longer than `most_bytes`), not_found (it was erased),
  /// storage_corrupt, storage_unavailable.
  virtual Result<std::string> read(const v1::TextRef& reference, std::size_t most_bytes) = 0;
};

}  // namespace norma::acts
