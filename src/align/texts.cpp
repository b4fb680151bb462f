// SPDX-License-Identifier: Apache-2.0
#include "align/texts.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

#include "align/logarithm.hpp"
#include "align/tokens.hpp"
#include "text/sort_few.hpp"
#include "text/vectors.hpp"
#include "unicode/fold.hpp"
#include "unicode/utf8.hpp"

namespace stet::align {
namespace {

/// How a byte folds by itself.
enum class Fold : std::uint8_t { Keep, Lower, Quote, Digit, Space, Dash, General, Latin, Sign, Complex };

constexpr std::array<Fold, 256> kFolds = [] {
  std::array<Fold, 256> folds{};
  folds.fill(Fold::Complex);
  for (std::size_t byte = 0x21; byte < 0x7F; ++byte) folds[byte] = Fold::Keep;
  for (std::size_t byte = 'A'; byte <= 'Z'; ++byte) folds[byte] = Fold::Lower;
  for (std::size_t byte = '0'; byte <= '9'; ++byte) folds[byte] = Fold::Digit;
  folds['"'] = folds['`'] = Fold::Quote;
  folds[' '] = Fold::Space;
  folds['-'] = Fold::Dash;
  folds[0xE2] = Fold::General;  // General Punctuation and beyond
  folds[0xC3] = Fold::Latin;    // À to ÿ
  folds[0xC2] = Fold::Sign;     // no-break space, ©, §
  return folds;
}();

/// What a byte folds to whatever stands beside it, but for a space behind a space; 0 where that is not so simple.
constexpr std::array<char, 256> kPlain = [] {
  std::array<char, 256> plain{};
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    if (kFolds[byte] == Fold::Keep || kFolds[byte] == Fold::Space) plain[byte] = static_cast<char>(byte);
    if (kFolds[byte] == Fold::Lower) plain[byte] = static_cast<char>(byte + 0x20);
  }
  return plain;
}();

using text::Bytes;

/// Folds typography and case where that touches no more than letters of Latin-1, quotation marks, dashes and spaces:
/// most of most texts, ten times faster. Says no, with something half-done, for any other text.
class PlainFold {
 public:
  /// @param room  For the folded text; grows as needed.
  PlainFold(std::string_view text, std::string& room) : text_(text), folded_(room) {}

  std::optional<std::string_view> run() {
    if (folded_.size() < text_.size()) folded_.resize(text_.size());
    while (true) {
      skip_plain();
      if (at_ == text_.size()) break;
      if (!step()) return std::nullopt;
    }
    if (size_ > 0 && folded_[size_ - 1] == ' ') --size_;
    return std::string_view(folded_).substr(0, size_);
  }

 private:
  /// Letters, marks and the single spaces between them: most of a text.
  void skip_plain() {
    const char* const text = text_.data();
    char* const folded = folded_.data();
    while (at_ < text_.size()) {
      while (skip_vector()) {
      }
      const std::size_t stop = std::min(text_.size(), at_ + sizeof(Bytes));
      for (; at_ < stop; ++at_) {
        const char plain = kPlain[static_cast<unsigned char>(text[at_])];
        if (plain == '\0' || (plain == ' ' && (size_ == 0 || folded[size_ - 1] == ' '))) return;
        folded[size_++] = plain;
      }
    }
  }

  /// The same for 16 bytes at once, if they are all plain; one more is looked at, so that no two spaces are missed.
  bool skip_vector() {
    if (at_ + sizeof(Bytes) >= text_.size()) return false;
    Bytes byte;
    Bytes next;
    std::memcpy(&byte, text_.data() + at_, sizeof byte);
    std::memcpy(&next, text_.data() + at_ + 1, sizeof next);
    const bool two_spaces = byte[0] == ' ' && (size_ == 0 || folded_[size_ - 1] == ' ');
    const auto special = (byte < 0x20) | (byte >= 0x7F) | (byte == '"') | (byte == '`') | (byte == '-') |
                         ((byte >= '0') & (byte <= '9')) | ((byte == ' ') & (next == ' '));
    std::array<std::uint64_t, 2> halves{};
    std::memcpy(halves.data(), &special, sizeof halves);
    if (two_spaces || (halves[0] | halves[1]) != 0) return false;
    byte += ((byte >= 'A') & (byte <= 'Z')) & 0x20;
    std::memcpy(folded_.data() + size_, &byte, sizeof byte);
    at_ += sizeof byte;
    size_ += sizeof byte;
    return true;
  }

  bool step() {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    switch (kFolds[byte]) {
      case Fold::Keep:
        return put(static_cast<char>(byte), 1);
      case Fold::Lower:
        return put(static_cast<char>(byte + 0x20), 1);
      case Fold::Quote:
        return put('\'', 1);
      case Fold::Digit:
        return !may_go_on_a_group() && put(static_cast<char>(byte), 1);
      case Fold::Space:
        return space(1);
      case Fold::Dash:
        return dash(1);
      case Fold::General:
        return general_punctuation();
      case Fold::Latin:
        return latin();
      case Fold::Sign:
        return sign();
      case Fold::Complex:
        break;
    }
    return false;
  }

  /// Whether three digits, and no more, stand here behind a digit and what may group them: 3,000.
  [[nodiscard]] bool may_go_on_a_group() const {
    if (size_ < 2 || !is_digit(folded_[size_ - 2])) return false;
    const char sign = folded_[size_ - 1];
    if (sign != ',' && sign != '.' && sign != '\'' && sign != ' ') return false;
    std::size_t end = at_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    return end - at_ == 3;
  }

  /// Of white space, one space between two others' signs stays.
  bool space(std::size_t taken) {
    if (size_ > 0 && folded_[size_ - 1] != ' ') return put(' ', taken);
    at_ += taken;
    return true;
  }

  /// Several in a row are one.
  bool dash(std::size_t taken) {
    if (size_ == 0 || folded_[size_ - 1] != '-') return put('-', taken);
    at_ += taken;
    return true;
  }

  /// ‘ ’ ‚ “ ” „ ‐ ‑ – — … • and thin spaces
  bool general_punctuation() {
    if (text_.substr(at_, 2) != "\xE2\x80" || at_ + 2 >= text_.size()) return false;
    switch (static_cast<unsigned char>(text_[at_ + 2])) {
      case 0x98:
      case 0x99:
      case 0x9A:
      case 0x9C:
      case 0x9D:
      case 0x9E:
        return put('\'', 3);
      case 0x90:
      case 0x91:
      case 0x93:
      case 0x94:
        return dash(3);
      case 0x89:
      case 0xAF:
        return space(3);
      case 0xA6:
        return put('.', 0) && put('.', 0) && put('.', 3);
      case 0xA2:
        return !mark_follows(3) && put('\xE2', 1) && put('\x80', 1) && put('\xA2', 1);
      default:
        return false;
    }
  }

  /// Signs of Latin-1 that fold to themselves, and its space: £ ¥ § © ® ° ± ·
  bool sign() {
    if (at_ + 1 >= text_.size()) return false;
    const char tail = text_[at_ + 1];
    if (tail == '\xA0') return space(2);
    constexpr std::string_view kKept = "\xA3\xA5\xA7\xA9\xAE\xB0\xB1\xB7";
    return kKept.contains(tail) && !mark_follows(2) && put('\xC2', 1) && put(tail, 1);
  }

  /// Whether what stands behind `size` bytes may be a mark that makes one sign with them.
  [[nodiscard]] bool mark_follows(std::size_t size) const {
    const unsigned char next = at_ + size < text_.size() ? static_cast<unsigned char>(text_[at_ + size]) : '\0';
    return next >= 0x80 && kFolds[next] == Fold::Complex;
  }

  /// A letter that no mark follows, which might make another letter of it.
  bool latin() {
    if (at_ + 1 >= text_.size()) return false;
    const auto tail = static_cast<unsigned char>(text_[at_ + 1]);
    constexpr unsigned char kSharpS = 0x9F;
    constexpr unsigned char kTimes = 0x97;
    if (tail == kSharpS || mark_follows(2)) return false;
    put('\xC3', 1);
    return put(static_cast<char>(tail < kSharpS && tail != kTimes ? tail + 0x20 : tail), 1);
  }

  bool put(char byte, std::size_t taken) {
    folded_[size_++] = byte;
    at_ += taken;
    return true;
  }

  static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

  std::string_view text_;
  std::string& folded_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;  ///< Of what is folded.
};

/// "2. Confidentiality", "12) fees"
bool begins_with_number(std::string_view text) {
  constexpr std::size_t kDigits = 3;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  return digits > 0 && digits <= kDigits && digits + 1 < text.size() && (text[digits] == '.' || text[digits] == ')') &&
         text[digits + 1] == ' ';
}

}  // namespace

std::uint32_t TextTable::fold(std::uint32_t exact) {
  if (folded_of_exact_.size() < exact_.size()) folded_of_exact_.resize(exact_.size(), 0);
  if (folded_of_exact_[exact] == 0) {
    const std::string_view text = exact_.text(exact);
    std::string other;
    std::string_view folded;
    if (const auto plain = PlainFold(text, room_).run()) {
      folded = *plain;
    } else {
      other = unicode::fold_case(unicode::fold_typography(text));
      folded = other;
    }
    const std::size_t known = folded_.size();
    const std::uint32_t number = folded_.intern(folded);
    if (number == known) {
      const std::span<const char> kept = folded == text ? std::span<const char>(text) : kept_.keep(folded);
      folded_.relocate(number, {kept.data(), kept.size()});
    }
    folded_of_exact_[exact] = number + 1;
  }
  return folded_of_exact_[exact] - 1;
}

void TextTable::count_words(std::uint32_t folded) {
  if (words_of_.size() < folded_.size()) words_of_.resize(folded_.size());
  WordRange& range = words_of_[folded];
  if (!range.known) {
    range.known = true;
    range.begin = static_cast<std::uint32_t>(all_words_.size());
    for (const std::string_view part : sampled(folded_.text(folded))) {
      tokens_.clear();
      append_tokens(part, tokens_);
      for (const std::string_view token : tokens_) all_words_.push_back(words_.intern(token));
    }
    // The number of a list's item or a heading is no word of it.
    const bool numbered = begins_with_number(folded_.text(folded)) && all_words_.size() > range.begin + 1;
    if (numbered) all_words_.erase(all_words_.begin() + static_cast<std::ptrdiff_t>(range.begin));
    range.count = static_cast<std::uint32_t>(all_words_.size() - range.begin) & 0x7FFFFFFFU;
    counts_.resize(words_.size());
  }
  ++sentences_;
  for (const std::uint32_t word : words(folded)) {
    Count& count = counts_[word];
    if (count.last == sentences_) continue;  // it was there before in this sentence
    count.last = sentences_;
    ++count.sentences;
  }
}

bool TextTable::has_all_words(std::uint32_t folded) const { return !is_sampled(folded_.text(folded)); }

void TextTable::weigh_words() {
  exact_.close();
  folded_.close();
  words_.close();
  taken_apart_.resize(folded_.size());
  const auto weight_of = [&](std::uint32_t with) {
    return natural_logarithm(1.0 + static_cast<double>(sentences_) / with);
  };
  rare_weight_ = weight_of(2);
  weights_.resize(words_.size());
  std::array<double, 64> known{};  // most words are in few sentences
  for (std::uint32_t word = 0; word < words_.size(); ++word) {
    const std::uint32_t with = counts_[word].sentences;
    if (with == 0) continue;  // the number of an item
    double unknown = 0;
    double& weight = with < known.size() ? known[with] : unknown;
    if (weight == 0) weight = weight_of(with);
    weights_[word] = weight;
  }
}

void TextTable::take_apart(std::uint32_t folded) const {
  TakenApart& apart = taken_apart_[folded];
  apart.known = true;
  const std::span<const std::uint32_t> in_order = words(folded);
  const std::span<std::uint32_t> sorted = sorted_.take(in_order.size());
  std::ranges::copy(in_order, sorted.begin());
  text::sort_few(sorted);
  apart.sorted = sorted.data();
  for (const std::uint32_t word : in_order) apart.weight += weights_[word];
  for (const std::string_view part : sampled(folded_.text(folded)))
    apart.letter_count += static_cast<std::uint32_t>(unicode::count_code_points(part));
}

std::span<const std::uint16_t> TextTable::trigrams(std::uint32_t folded) const {
  TakenApart& apart = taken_apart_[folded];
  if (apart.grams == nullptr) {
    const std::vector<std::uint16_t> found = align::trigrams(sampled(folded_.text(folded)));
    const std::span<std::uint16_t> kept = grams_.take(found.size());
    std::ranges::copy(found, kept.begin());
    apart.grams = kept.data();
  }
  return {apart.grams, apart.letter_count};
}

std::span<const std::uint16_t> TextTable::sorted_trigrams(std::uint32_t folded) const {
  const std::span<const std::uint16_t> found = trigrams(folded);
  TakenApart& apart = taken_apart_[folded];
  if (!apart.grams_sorted) sort_trigrams({apart.grams, apart.letter_count});
  apart.grams_sorted = true;
  return found;
}

std::span<const std::uint16_t> Letters::sorted() const {
  return table_ == nullptr ? sorted_ : table_->sorted_trigrams(folded_);
}

std::span<const std::uint16_t> Letters::all() const { return table_ == nullptr ? sorted_ : table_->trigrams(folded_); }

std::optional<std::string_view> Letters::text() const {
  if (table_ == nullptr || table_->has_trigrams(folded_) || !table_->has_all_words(folded_)) return std::nullopt;
  return table_->folded_text(folded_);
}

namespace {

/// Puts what is ascending among what is ascending.
template <class T>
void merge_into(std::vector<T>& all, std::span<const T> more) {
  if (all.empty()) return all.assign(more.begin(), more.end());
  std::vector<T> both(all.size() + more.size());
  std::ranges::merge(all, more, both.begin());
  all = std::move(both);
}

}  // namespace

OwnedPassage TextTable::joined_words(std::span<const std::uint32_t> folded) const {
  OwnedPassage all;
  for (const std::uint32_t number : folded) {
    const Passage part = passage(number);
    all.words.insert(all.words.end(), part.words.begin(), part.words.end());
    merge_into(all.sorted, part.sorted);
    all.weight += part.weight;
  }
  return all;
}

std::vector<std::uint16_t> TextTable::joined_trigrams(std::span<const std::uint32_t> folded) const {
  std::vector<std::uint16_t> all;
  for (const std::uint32_t number : folded) merge_into(all, sorted_trigrams(number));
  return all;
}

OwnedPassage TextTable::joined(std::span<const std::uint32_t> folded) const {
  OwnedPassage all = joined_words(folded);
  all.grams = joined_trigrams(folded);
  return all;
}

}  // namespace stet::align
