// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "history/record.hpp"

namespace stet::history {

/// The steps of a record so far, and which of them can be taken again. A source that flaps goes from one text to
/// another and back many times: the step is then that of the first time, or its mirror, and the texts need not be read.
class KnownSteps {
 public:
  /// @param record  Grows while this follows it; must outlive this.
  explicit KnownSteps(const Record& record) : record_(record) {}

  /// Goes on over the next step, which the record has. InvalidInput where it does not fit the text before.
  [[nodiscard]] Result<void> go_on();
  /// The step from the text that was come to, to a version with this one, if it is known.
  [[nodiscard]] std::optional<Step> step_to(const std::string& blob, bool markdown) const;

  /// The version with the text that was come to; none before the first, one without blocks for a withdrawal.
  [[nodiscard]] std::optional<std::size_t> last() const { return last_; }
  /// The numbers of its blocks.
  [[nodiscard]] const std::vector<std::uint32_t>& blocks() const { return blocks_; }

 private:
  /// What a step is made of: two texts, as what they are read, and how the first one was cut.
  struct Key {
    std::string before;
    std::string after;
    std::string language;
    bool before_markdown = false;
    bool after_markdown = false;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Made {
    std::size_t position;               ///< Of the version that the step leads to,
    std::size_t before;                 ///< and of the one that it comes from,
    std::vector<std::uint32_t> blocks;  ///< and the blocks of that.
  };
  [[nodiscard]] std::optional<Step> step_back_to(const std::string& blob, bool markdown) const;

  const Record& record_;
  std::size_t next_ = 0;
  std::optional<std::size_t> last_;
  std::vector<std::uint32_t> blocks_;
  std::map<Key, Made> made_;
};

}  // namespace stet::history
