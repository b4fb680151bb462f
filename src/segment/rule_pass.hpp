// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "segment/brackets.hpp"
#include "segment/language_data.hpp"
#include "segment/place.hpp"
#include "segment/rules.hpp"
#include "segment/segmenter.hpp"
#include "stet/text.hpp"

namespace stet::segment {

/// The rules that are on.
struct Rules {
  explicit Rules(std::span<const std::string_view> off);

  std::vector<MoveRule> moves;
  std::vector<DropRule> drops;
  std::vector<AddRule> adds;
  bool bullets = true;
  bool inline_lists = true;
  bool colons = true;
  bool phrases = true;
};

/// One way through one text: stops at every mark that may end a sentence, asks UAX #29 whether one ends there, and then
/// the rules whether they see it otherwise.
///
/// "See p. 5. 40 per cent" -> at "p.": UAX #29 sees a digit, then capital or lower case far off, and cuts; `reference`
/// drops that. At "5.": UAX #29 sees lower case behind the number; `number-start` adds.
class RulePass {
 public:
  RulePass(std::string_view text, const LanguageData& language, const Rules& rules, std::vector<RuleTrace>* trace);

  /// The sentences' ranges; they tile the text. To be called once.
  [[nodiscard]] std::vector<TextRange> run();

 private:
  /// A boundary of UAX #29 ahead, and the terminators that made it.
  struct Pending {
    std::size_t at;
    std::size_t mark;
    std::size_t mark_end;
  };

  [[nodiscard]] std::size_t next_event(std::size_t at) const;
  std::size_t event(std::size_t at);
  std::size_t terminators(std::size_t mark);
  void boundary();
  void add(std::size_t mark, std::size_t mark_end);
  void bullet(std::size_t at);
  void list_item(std::size_t at);
  void colon(std::size_t at);
  void space(std::size_t at);
  void cut(std::size_t at);
  void add_cut(std::size_t at, std::string_view rule);
  void note(std::size_t position, std::string_view rule, std::string_view action);
  [[nodiscard]] Place place_at(std::size_t mark, std::size_t mark_end, std::size_t next) const;
  [[nodiscard]] std::string_view dropped_by(Place& place);

  std::string_view text_;
  const LanguageData& language_;
  const Rules& rules_;
  std::vector<RuleTrace>* trace_;
  Brackets brackets_;
  std::vector<TextRange> ranges_;
  std::size_t sentence_ = 0;  ///< Where the current one begins.
  Pending pending_;
  std::optional<bool> by_dandas_;  ///< Whether there are dandas; not looked for before that matters.
  bool phrases_ = false;           ///< There were letters of scripts that mark phrases by spaces.
};

}  // namespace stet::segment
