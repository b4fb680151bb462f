// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stet::classify {

/// Gives equal folded tokens equal ids; both sides of a comparison share one.
class Vocabulary {
 public:
  [[nodiscard]] std::uint32_t id(std::string_view raw);
  /// The id of a folded form that was seen; nothing for another.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view folded) const;
  /// The folded form: typography and case gone.
  [[nodiscard]] const std::string& text(std::uint32_t id) const { return texts_[id]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::uint32_t intern(std::string_view folded);

  std::deque<std::string> texts_;  // stays in place, so that the map's keys do
  std::unordered_map<std::string_view, std::uint32_t> ids_;
};

}  // namespace stet::classify
