// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stet/result.hpp"

// Faults of the index are told from all others by their place: upon them the answer is found without it.
namespace stet::history {

inline constexpr const char* kIndexPlace = "index.sqlite";

/// It does not hold what was stored.
[[nodiscard]] inline Error index_damaged(std::string what) {
  return {ErrorCode::InvalidInput, std::move(what), kIndexPlace};
}
/// It does not hold this yet: upon this it is opened for writing and the work done again.
[[nodiscard]] inline Error index_incomplete() {
  return {ErrorCode::NotFound, "the index does not have this yet", kIndexPlace};
}
[[nodiscard]] inline bool is_index_fault(const Error& error) { return error.place == kIndexPlace; }
/// Whether it is worth making it anew.
[[nodiscard]] inline bool is_damage(const Error& error) {
  return is_index_fault(error) && error.code == ErrorCode::InvalidInput;
}

}  // namespace stet::history
