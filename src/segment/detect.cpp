// SPDX-License-Identifier: Apache-2.0
//
// Which language a text is in.
//
// The script decides where one language has it nearly to itself; letters tell the languages of the Arabic and the
// Cyrillic script apart; the commonest words of the language data tell those of the Latin script apart.
//
//   "Der Rat hat die Frist verlängert" -> Latin; of its words der, hat, die are German, die is nothing else -> de
//
// Wrong where a text quotes more in another language than it says in its own, and for Latin-script languages without
// data, which fall to the nearest relative when they share enough of its words (kLeastShare keeps most of them out).
// Cost: one pass over at most 16 KiB.
#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "read/scan.hpp"
#include "segment/segmenter.hpp"
#include "segment/stop_words.hpp"
#include "text/ascii_letters.hpp"
#include "text/hash.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

/// How much of a text is looked at: more than enough words, and too little to be felt.
constexpr std::size_t kSample = std::size_t{16} * 1024;

/// The best language's stop words must be at least one in so many words. Running text has one in two to four; lists of
/// names and other languages have fewer.
constexpr std::size_t kLeastShare = 12;

/// Kana among Han make a text Japanese from one in so many on. Chinese quotes a Japanese name now and then.
constexpr std::size_t kKanaShare = 10;

enum class Script : std::uint8_t {
  Latin,
  Cyrillic,
  Arabic,
  Devanagari,
  Han,
  Kana,
  Hangul,
  Thai,
  Lao,
  Khmer,
  Myanmar,
  Greek,
  Hebrew,
  Armenian,
  Georgian,
  Bengali,
  Tamil,
  Other
};
constexpr std::size_t kScripts = 18;

Script script_of(char32_t code) {
  struct Range {
    char32_t first, last;
    Script script;
  };
  // The blocks that the scripts' ordinary letters stand in. Ordered.
  static constexpr std::array<Range, 29> kRanges{{
      {0xC0, 0x24F, Script::Latin},       {0x370, 0x3FF, Script::Greek},    {0x400, 0x52F, Script::Cyrillic},
      {0x531, 0x588, Script::Armenian},   {0x5D0, 0x5F2, Script::Hebrew},   {0x620, 0x6D3, Script::Arabic},
      {0x6EE, 0x6FF, Script::Arabic},     {0x750, 0x77F, Script::Arabic},   {0x900, 0x963, Script::Devanagari},
      {0x971, 0x97F, Script::Devanagari}, {0x980, 0x9FF, Script::Bengali},  {0xB80, 0xBFF, Script::Tamil},
      {0xE01, 0xE4E, Script::Thai},       {0xE81, 0xECD, Script::Lao},      {0x1000, 0x109F, Script::Myanmar},
      {0x10A0, 0x10FF, Script::Georgian}, {0x1100, 0x11FF, Script::Hangul}, {0x1780, 0x17D3, Script::Khmer},
      {0x1E00, 0x1EFF, Script::Latin},    {0x1F00, 0x1FFF, Script::Greek},  {0x3041, 0x309F, Script::Kana},
      {0x30A1, 0x30FA, Script::Kana},     {0x3400, 0x4DBF, Script::Han},    {0x4E00, 0x9FFF, Script::Han},
      {0xAC00, 0xD7A3, Script::Hangul},   {0xF900, 0xFAFF, Script::Han},    {0xFB50, 0xFDFF, Script::Arabic},
      {0xFE70, 0xFEFC, Script::Arabic},   {0x20000, 0x3FFFF, Script::Han},
  }};
  if (code < 0x80) return (code | 0x20) >= 'a' && (code | 0x20) <= 'z' ? Script::Latin : Script::Other;
  const auto* const found = std::upper_bound(kRanges.begin(), kRanges.end(), code,
                                             [](char32_t wanted, const Range& range) { return wanted < range.first; });
  if (found == kRanges.begin()) return Script::Other;
  const Range& range = *(found - 1);
  return code <= range.last ? range.script : Script::Other;
}

/// What the texts hold.
struct Census {
  std::array<std::size_t, kScripts> letters{};
  std::map<char32_t, std::size_t> telling;  ///< Letters that only some languages of their script have.
  std::array<std::size_t, StopWords::kMostLanguages> stop_words{};  ///< Of each language, in the order of their names.
  std::size_t word_count = 0;                                       ///< Latin and Cyrillic ones, in lower case.

  void add(const Census& other) {
    for (std::size_t i = 0; i < kScripts; ++i) letters[i] += other.letters[i];
    for (const auto& [letter, times] : other.telling) telling[letter] += times;
    for (std::size_t i = 0; i < stop_words.size(); ++i) stop_words[i] += other.stop_words[i];
    word_count += other.word_count;
  }
  [[nodiscard]] std::size_t of(Script script) const { return letters[static_cast<std::size_t>(script)]; }
  [[nodiscard]] std::size_t of(std::u32string_view letters_wanted) const {
    std::size_t sum = 0;
    for (const char32_t letter : letters_wanted)
      if (const auto found = telling.find(letter); found != telling.end()) sum += found->second;
    return sum;
  }
};

/// Letters by which languages of one script are told apart, in lower case.
constexpr std::u32string_view kPersian = U"پچژگکی";
constexpr std::u32string_view kUrdu = U"ٹڈڑںےہ";
constexpr std::u32string_view kArabicOnly = U"ةىيكإ";
constexpr std::u32string_view kUkrainian = U"іїєґ";
constexpr std::u32string_view kBelarusian = U"ў";
constexpr std::u32string_view kSerbian = U"ђјљњћџ";
constexpr std::u32string_view kMacedonian = U"ѓќѕ";
constexpr std::u32string_view kKazakh = U"әғқңөұһ";
constexpr std::u32string_view kRussian = U"ыэё";
constexpr std::u32string_view kBulgarianMuch = U"ъ";

/// Takes a text's words and letters into the census.
class Count {
 public:
  Count(Census& census, std::string_view text) : census_(census), text_(text) {}

  void run(std::size_t limit) {
    const std::size_t end = std::min(text_.size(), limit);  // a character that begins before it is read whole
    for (std::size_t at = 0; at < end;) {
      at = ascii_letters(at, end);
      if (at == end) break;
      if ((text_[at] & '\x80') == 0) {
        end_word();
        ++at;
        continue;
      }
      const auto code_point = unicode::code_point_at(text_, at);
      at += code_point.size;
      other_letter(code_point.code);
    }
    end_word();
    census_.letters[static_cast<std::size_t>(Script::Latin)] += ascii_letters_;
  }

 private:
  /// Takes the letters from `at` on, most of most texts; gives where they end.
  std::size_t ascii_letters(std::size_t at, std::size_t end) {
    const std::size_t begin = at;
    ShortWord word = word_;
    std::size_t letters = sizeof(ShortWord);
    while (letters == sizeof(ShortWord) && at + sizeof(ShortWord) <= end) {
      const std::uint64_t bytes = text::eight_bytes(text_.data() + at);
      letters = text::leading_letters(bytes);
      if (letters == 0) break;
      const ShortWord in_order = std::byteswap(bytes | text::kLowerCase) >> 8 * (sizeof(ShortWord) - letters);
      word = (letters == sizeof(ShortWord) ? 0 : word << 8 * letters) | in_order;
      at += letters;
    }
    for (; letters == sizeof(ShortWord) && at < end; ++at) {
      const auto lower = static_cast<unsigned char>(text_[at] | 0x20);
      if (lower < 'a' || lower > 'z') break;
      word = word << 8U | lower;
    }
    word_ = word;
    size_ += at - begin;
    ascii_letters_ += at - begin;
    return at;
  }

  void put(char byte) {
    word_ = word_ << 8U | static_cast<unsigned char>(byte);
    ++size_;
  }

  void other_letter(char32_t code) {
    const Script script = script_of(code);
    if (script == Script::Other) return end_word();
    ++census_.letters[static_cast<std::size_t>(script)];
    if (script == Script::Latin || script == Script::Cyrillic) {
      if ((code >= 0xC0 && code <= 0xDE) || (code >= 0x410 && code <= 0x42F)) code += 0x20;
      if (code >= 0x400 && code <= 0x40F) code += 0x50;
      if (code >= 0x460 && code <= 0x52F && code % 2 == 0) ++code;
      std::string bytes;
      unicode::append(bytes, code);
      for (const char byte : bytes) put(byte);
    }
    if (code >= 0x400 && code <= 0x6FF) ++census_.telling[code];
  }

  void end_word() {
    if (size_ == 0) return;
    ++census_.word_count;
    if (size_ <= kLongestWord)
      for (auto languages = kStopWords.languages_of(word_); languages != 0; languages &= languages - 1)
        ++census_.stop_words[static_cast<std::size_t>(std::countr_zero(languages))];
    size_ = 0;
    word_ = 0;
  }

  Census& census_;
  std::string_view text_;
  ShortWord word_ = 0;    ///< Under way.
  std::size_t size_ = 0;  ///< Its bytes.
  std::size_t ascii_letters_ = 0;
};

void count(Census& census, std::string_view text) { Count(census, text).run(kSample); }

/// How many bytes two texts have in common at their beginnings, up to the end of a line.
std::size_t equal_lines(std::string_view one, std::string_view other) {
  const std::size_t equal = read::common_prefix(one.data(), other.data(), std::min(one.size(), other.size()));
  return one.substr(0, equal).rfind('\n') + 1;  // npos + 1 is 0
}

/// What `count` finds in both. Versions share most lines: those that stand at the same place among the lines are gone
/// through once. No word goes on over a line's end.
void count_both(Census& census, std::string_view one, std::string_view other) {
  std::size_t at = 0;
  std::size_t there = 0;
  const auto line_at = [](std::string_view text, std::size_t begin) {
    const std::size_t feed = text.substr(0, kSample).find('\n', begin);
    if (feed != std::string_view::npos) return text.substr(begin, feed + 1 - begin);
    return text.size() > kSample ? std::string_view() : text.substr(begin);
  };
  const auto count_alone = [&](std::string_view text, std::size_t begin, std::size_t end) {
    if (begin < end) Count(census, text.substr(begin)).run(end - begin);
  };
  std::size_t counted = 0;  // of either text, up to where the lines that differ now begin
  std::size_t counted_there = 0;
  while (at < one.size() && there < other.size()) {
    const std::string_view line = line_at(one, at);
    const std::string_view line_there = line_at(other, there);
    if (line.empty() || line_there.empty()) break;
    if (line != line_there) {
      at += line.size();
      there += line_there.size();
      continue;
    }
    const std::size_t equal =
        std::max(line.size(), equal_lines(one.substr(at, kSample - at), other.substr(there, kSample - there)));
    count_alone(one, counted, at);
    count_alone(other, counted_there, there);
    Census shared;
    Count(shared, one.substr(at)).run(equal);
    census.add(shared);
    census.add(shared);
    counted = at += equal;
    counted_there = there += equal;
  }
  count_alone(one, counted, std::min(one.size(), kSample));
  count_alone(other, counted_there, std::min(other.size(), kSample));
}

std::string arabic_script(const Census& census) {
  const std::size_t urdu = census.of(kUrdu);
  const std::size_t persian = census.of(kPersian);
  const std::size_t arabic = census.of(kArabicOnly);
  if (urdu * 50 > census.of(Script::Arabic)) return "ur";
  return persian > arabic ? "fa" : "ar";
}

std::string cyrillic_script(const Census& census) {
  const std::size_t letters = census.of(Script::Cyrillic);
  const std::size_t russian = census.of(kRussian);
  if (census.of(kKazakh) * 40 > letters) return "kk";
  if (census.of(kBelarusian) * 200 > letters) return "be";
  if (census.of(kUkrainian) * 40 > letters) return "uk";
  if (census.of(kMacedonian) * 200 > letters && russian == 0) return "mk";
  if (census.of(kSerbian) * 40 > letters) return "sr";
  if (russian == 0 && census.of(kBulgarianMuch) * 100 > letters) return "bg";
  return "ru";
}

std::string latin_script(const Census& census) {
  const auto most = std::ranges::max_element(census.stop_words);
  if (*most == 0 || *most * kLeastShare < census.word_count) return "und";
  return std::string(kStopWords.names[static_cast<std::size_t>(most - census.stop_words.begin())]);
}

std::string language_of_census(const Census& census) {
  const std::size_t han_and_kana = census.of(Script::Han) + census.of(Script::Kana);
  // One letter of Chinese says as much as three of an alphabet.
  std::array<std::size_t, kScripts> weight = census.letters;
  weight[static_cast<std::size_t>(Script::Han)] = 3 * han_and_kana;
  weight[static_cast<std::size_t>(Script::Kana)] = 0;
  const auto* const most = std::max_element(weight.begin(), weight.end());
  if (*most == 0) return "und";
  switch (static_cast<Script>(most - weight.begin())) {
    case Script::Latin:
      return latin_script(census);
    case Script::Cyrillic:
      return cyrillic_script(census);
    case Script::Arabic:
      return arabic_script(census);
    case Script::Devanagari:
      return "hi";
    case Script::Han:
    case Script::Kana:
      return census.of(Script::Kana) * kKanaShare >= han_and_kana ? "ja" : "zh";
    case Script::Hangul:
      return "ko";
    case Script::Thai:
      return "th";
    case Script::Lao:
      return "lo";
    case Script::Khmer:
      return "km";
    case Script::Myanmar:
      return "my";
    case Script::Greek:
      return "el";
    case Script::Hebrew:
      return "he";
    case Script::Armenian:
      return "hy";
    case Script::Georgian:
      return "ka";
    case Script::Bengali:
      return "bn";
    case Script::Tamil:
      return "ta";
    case Script::Other:
      break;
  }
  return "und";
}

/// Whether it can be a language tag: metadata hold whatever somebody wrote.
bool is_tag(std::string_view tag) {
  const std::size_t primary = std::min({tag.find('-'), tag.find('_'), tag.size()});
  if (primary < 2 || primary > 3 || tag.size() > 35) return false;
  return std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

std::string detect_language(std::string_view text) {
  Census census;
  count(census, text);
  return language_of_census(census);
}

struct LanguageMemory::State {
  struct Beginning {
    std::string sample;
    Census census;
  };
  struct Answer {
    std::shared_ptr<const Beginning> before;
    std::shared_ptr<const Beginning> after;
    std::string language;
  };
  struct CountedLine {
    std::string text;
    Census census;
  };
  static constexpr std::size_t kRemembered = 8;
  static constexpr std::size_t kRememberedLines = 2048;  ///< Some versions' beginnings.
  static constexpr std::size_t kShortLine = 64;          ///< One that is counted as fast as it is looked up.

  std::shared_ptr<const Beginning> beginning_of(std::string_view text) {
    // A character that begins in the sample is read whole.
    const std::string_view sample = text.substr(0, kSample + 3);
    const auto same =
        std::ranges::find_if(beginnings, [&](const auto& beginning) { return beginning->sample == sample; });
    if (same != beginnings.end()) return *same;
    auto made = std::make_shared<Beginning>();
    made->sample = sample;
    count_lines(made->census, text);
    beginnings.push_front(made);
    if (beginnings.size() > kRemembered) beginnings.pop_back();
    return made;
  }

  /// What `count` finds. Versions share most lines, and no word goes on over a line's end.
  void count_lines(Census& census, std::string_view text) {
    if (lines.size() > kRememberedLines) lines.clear();
    const std::size_t end = std::min(text.size(), kSample);
    for (std::size_t begin = 0; begin < end;) {
      const std::size_t next = std::min(text.find('\n', begin), text.size() - 1) + 1;
      const std::string_view line = text.substr(begin, next - begin);
      if (next > end || line.size() < kShortLine) {
        Count(census, text.substr(begin)).run(std::min(next, end) - begin);
      } else {
        const auto [entry, is_new] = lines.try_emplace(text::hash(line));
        CountedLine& counted = entry->second;
        if (is_new) {
          counted.text = line;
          Count(counted.census, line).run(line.size());
        }
        if (counted.text == line)
          census.add(counted.census);
        else
          Count(census, line).run(line.size());
      }
      begin = next;
    }
  }

  std::string language_of_both(std::string_view before_text, std::string_view after_text) {
    const auto before = beginning_of(before_text);
    const auto after = beginning_of(after_text);
    const auto same = std::ranges::find_if(
        answers, [&](const Answer& answer) { return answer.before == before && answer.after == after; });
    if (same != answers.end()) return same->language;
    Census both = before->census;
    both.add(after->census);
    answers.push_front({before, after, language_of_census(both)});
    if (answers.size() > kRemembered) answers.pop_back();
    return answers.front().language;
  }

  std::deque<std::shared_ptr<const Beginning>> beginnings;  ///< The latest first.
  std::deque<Answer> answers;
  std::unordered_map<std::uint64_t, CountedLine> lines;  ///< By hash.
};

LanguageMemory::LanguageMemory() : state_(std::make_unique<State>()) {}
LanguageMemory::~LanguageMemory() = default;
LanguageMemory::LanguageMemory(LanguageMemory&&) noexcept = default;
LanguageMemory& LanguageMemory::operator=(LanguageMemory&&) noexcept = default;

std::string language_of(const std::string& requested, const Document& before, const Document& after,
                        LanguageMemory* memory) {
  if (!requested.empty()) return requested;
  auto one = before.meta("language");
  auto other = after.meta("language");
  if (one && !is_tag(*one)) one.reset();
  if (other && !is_tag(*other)) other.reset();
  if (one && (!other || *one == *other)) return std::string(*one);
  if (other && !one) return std::string(*other);
  if (memory != nullptr) return memory->state_->language_of_both(before.source.bytes(), after.source.bytes());
  Census census;
  count_both(census, before.source.bytes(), after.source.bytes());
  return language_of_census(census);
}

}  // namespace stet::segment
