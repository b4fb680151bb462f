// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classify/lexicon.hpp"
#include "classify/tokens.hpp"

// Dates, amounts, numbers, names and their like in a text: what is atomic in an edit and what gives it a category.
namespace stet::classify {

/// In the order of the categories.
enum class EntityKind : std::uint8_t { Link, Date, Amount, Number, Negation, Modality, Name };
inline constexpr std::size_t kEntityKinds = 7;

/// Tokens that mean one thing. Entities of a text do not overlap.
struct Entity {
  std::uint32_t first = 0;  ///< Of its tokens; `last` is one behind.
  std::uint32_t last = 0;
  EntityKind kind = EntityKind::Link;
  bool certain = false;  ///< Whether two entities with equal `value` certainly say the same.
  std::string value;     ///< Canonical: "2018-03-05", "EUR 5000000", "14".
  /// Where its end begins that an edit may leave alone, a measure's word or a day's time: 12 | per cent. `last` for
  /// none.
  std::uint32_t tail = 0;
  bool stays = false;  ///< Stands in a phrase that changed its place, and is the same there.
};

inline constexpr std::uint32_t kNoEntity = 0xFFFFFFFF;

/// One side of a comparison, or a window of it, in tokens.
struct Side {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Entity> entities;          ///< In text order.
  std::vector<std::uint32_t> entity_of;  ///< For each token: position in `entities`, or kNoEntity.
  std::vector<bool> starts_sentence;     ///< For each token.
  bool at_block_start = true;            ///< Whether the text begins a block, so that a list number may stand there.
  std::uint32_t label_last = 0;          ///< One behind the tokens of a list label that it begins with: 1.2, (b), iv)

  [[nodiscard]] std::string_view raw(std::uint32_t token) const {
    return text.substr(tokens[token].begin, tokens[token].end - tokens[token].begin);
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens.size()); }
};

/// A phrase of the lexicon of several tokens, where it begins.
struct PhraseSense {
  std::uint32_t first = 0;   ///< Its first token.
  std::uint32_t length = 2;  ///< In tokens.
  WordSense sense;
};

/// The tokens of a side with what the lexicon says of each. What the recognisers read.
class TokenView {
 public:
  TokenView(const Side& side, const Vocabulary& vocabulary);

  [[nodiscard]] std::uint32_t size() const { return side_.size(); }
  [[nodiscard]] const Token& operator[](std::uint32_t i) const { return side_.tokens[i]; }
  [[nodiscard]] const Lexicon& lexicon() const { return vocabulary_.lexicon(); }
  [[nodiscard]] const Side& side() const { return side_; }
  /// Folded text of a token; empty past the end.
  [[nodiscard]] std::string_view text(std::uint32_t i) const {
    return i < size() ? std::string_view(known_[i].word->text) : std::string_view();
  }
  [[nodiscard]] std::string_view raw(std::uint32_t i) const { return i < size() ? side_.raw(i) : std::string_view(); }
  /// Folded text of tokens [first, last), one space where the text has white space.
  [[nodiscard]] std::string phrase(std::uint32_t first, std::uint32_t last) const;
  /// Whether something stands between token i and the one before it.
  [[nodiscard]] bool spaced(std::uint32_t i) const;
  [[nodiscard]] bool is_mark(std::uint32_t i, std::string_view mark) const {
    return i < size() && side_.tokens[i].kind == TokenKind::Mark && known_[i].word->text == mark;
  }
  /// The longest phrase of a class that begins at a token: its length in tokens, 0 for none.
  [[nodiscard]] std::uint32_t match(std::uint32_t i, WordClass word_class) const;
  [[nodiscard]] std::string_view value(std::uint32_t i, WordClass word_class) const;
  [[nodiscard]] bool is(std::uint32_t i, WordClass word_class) const {
    return i < size() && known_[i].classes.contains(word_class);
  }
  /// The lists that have the token, or a phrase that begins with it here.
  [[nodiscard]] WordClassSet classes(std::uint32_t i) const { return known_[i].classes; }
  /// Whether any token has the class: where none has, what needs one need not be looked for.
  [[nodiscard]] bool has(WordClass word_class) const { return all_classes_.contains(word_class); }
  /// Whether a word of a script without spaces may be more than a part of a name: a list has it, or it begins with a
  /// numeral, or with what makes one an ordinal.
  [[nodiscard]] bool may_say_more(std::uint32_t i) const;
  /// How many of the words have capitals, and whether quotation marks are among the tokens: what tells titles.
  struct Capitals {
    std::uint32_t words = 0;
    std::uint32_t all_caps = 0;
    std::uint32_t long_words = 0;     ///< Of four bytes and more,
    std::uint32_t long_capitals = 0;  ///< and those that begin with a capital.
    bool quotes = false;
  };
  [[nodiscard]] const Capitals& capitals() const { return capitals_; }
  /// Whether the token alone is in the list.
  [[nodiscard]] bool is_word(std::uint32_t i, WordClass word_class) const {
    return i < size() && known_[i].word->classes.contains(word_class);
  }
  /// Whether it is known that no number begins at a token, and that it is: amounts and numbers both ask for it.
  [[nodiscard]] bool lacks_number(std::uint32_t i) const { return known_[i].lacks_number; }
  void note_lack_of_number(std::uint32_t i) const { known_[i].lacks_number = true; }

 private:
  /// @param word     The token, without a clitic that the phrase has not.
  /// @param longest  Phrase in tokens that is looked for.
  void find_phrases(std::uint32_t i, std::string_view word, std::size_t longest);
  /// Whether the next token is one with which a phrase may go on.
  [[nodiscard]] bool may_begin_phrase(std::uint32_t i) const;
  void count_capitals(std::uint32_t i);
  [[nodiscard]] std::span<const PhraseSense> phrases_at(std::uint32_t i) const;

  const Side& side_;
  const Vocabulary& vocabulary_;
  struct Known {
    const Vocabulary::Word* word = nullptr;
    WordClassSet classes;  ///< With those of the phrases that begin here.
    mutable bool lacks_number = false;
  };
  std::vector<Known> known_;  ///< For each token.
  WordClassSet all_classes_;
  Capitals capitals_;
  std::vector<PhraseSense> phrases_;  ///< By first token, then length.
};

/// What a recogniser found at a token.
struct Found {
  std::uint32_t last = 0;  ///< One behind its last token.
  std::string value;
  bool certain = false;
  std::uint32_t tail = 0;  ///< As an entity's; 0 for none.
};

// One file each: what begins at token `i`, or nothing.
[[nodiscard]] std::optional<Found> date_at(const TokenView& view, std::uint32_t i);
[[nodiscard]] std::optional<Found> amount_at(const TokenView& view, std::uint32_t i);
/// A number in figures or words, with its scale ("5 million"), ordinals, shares, vague ones.
[[nodiscard]] std::optional<Found> number_at(const TokenView& view, std::uint32_t i);
/// Figures that are one number together: scores, ranges, telephone numbers.
[[nodiscard]] std::optional<Found> figure_run_at(const TokenView& view, std::uint32_t i);
/// A number with its per cent or its percentage points: "12%" for 12 per cent, "3pp" for 3 percentage points.
[[nodiscard]] std::optional<Found> quantity_at(const TokenView& view, std::uint32_t i);
/// The sign of the number or amount that begins behind token `i`: "-", "+", "±", "<", ">", "<=", ">="; empty for none.
[[nodiscard]] std::string_view sign_at(const TokenView& view, std::uint32_t i);
[[nodiscard]] std::optional<Found> name_at(const TokenView& view, std::uint32_t i);
/// A product or name with a number in it, which must be known before dates and numbers are looked for.
[[nodiscard]] std::optional<Found> product_at(const TokenView& view, std::uint32_t i);
[[nodiscard]] std::optional<Found> negation_at(const TokenView& view, std::uint32_t i);
[[nodiscard]] std::optional<Found> modality_at(const TokenView& view, std::uint32_t i);

/// A plain number in a token of figures as a decimal ("1234.5"), by the language's signs; nothing for what is none.
[[nodiscard]] std::optional<std::string> decimal_value(std::string_view figures, const Lexicon& lexicon);
/// What Han numerals say: 三千 is 3000, 二〇一八 2018; nothing for other text.
[[nodiscard]] std::optional<std::uint64_t> han_value(std::string_view text);
/// The integer of a short run of figures or number words at `i`, for dates; nothing else.
[[nodiscard]] std::optional<int> small_integer(std::string_view figures);

/// Fills `entities`, `entity_of`, `starts_sentence` and `label_last` of each side from its tokens.
void find_entities(std::span<Side* const> sides, const Vocabulary& vocabulary);

}  // namespace stet::classify
