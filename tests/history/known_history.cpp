// SPDX-License-Identifier: Apache-2.0
#include "history/known_history.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace stet::test {
namespace {

std::string made_up_word(Dice& dice) {
  constexpr std::array kSyllables = {"ba", "ken", "dor", "li", "mar", "no",  "pel", "ri",
                                     "sa", "tun", "ve",  "zo", "gra", "fel", "hin"};
  std::string word;
  const std::size_t syllables = 2 + dice.roll(2);
  for (std::size_t i = 0; i < syllables; ++i) word += kSyllables[dice.roll(kSyllables.size())];
  return word;
}

std::string any_word(Dice& dice) {
  constexpr std::array kSmall = {"the", "of", "and", "a", "to", "in", "that", "for", "with", "by"};
  return dice.chance(40) ? kSmall[dice.roll(kSmall.size())] : made_up_word(dice);
}

/// With its first letter, perhaps behind a quotation mark, turned into a capital, or back.
std::string with_first(std::string text, char from, char to) {
  const std::size_t at = text.starts_with('"') ? 1 : 0;
  if (at < text.size() && text[at] >= from && text[at] < from + 26) text[at] = static_cast<char>(text[at] - from + to);
  return text;
}
std::string capitalised(const std::string& text) { return with_first(text, 'a', 'A'); }
std::string uncapitalised(const std::string& text) { return with_first(text, 'A', 'a'); }

std::vector<std::string> split_words(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Ends in a long word: "a." and "no." end no sentence.
std::string new_sentence(Dice& dice) {
  std::vector<std::string> words;
  const std::size_t count = 9 + dice.roll(9);
  for (std::size_t i = 0; i < count; ++i) words.push_back(any_word(dice));
  words.push_back(made_up_word(dice));
  if (dice.chance(30)) words[2] = "\"" + words[2] + "\"";
  return capitalised(joined(words)) + ".";
}

std::string reworded(const std::string& text, Dice& dice) {
  std::vector<std::string> words = split_words(text.substr(0, text.size() - 1));
  // Of a short sentence two new words would leave too little for anyone to know it by.
  const std::size_t edits = words.size() < 9 ? 1 : 1 + dice.roll(2);
  for (std::size_t i = 0; i < edits; ++i) {
    const std::size_t at = 1 + dice.roll(words.size() - 1);
    words[at] = made_up_word(dice);
  }
  return joined(words) + ".";
}

/// Makes one version out of the one before. A sentence is changed once at most.
class Editor {
 public:
  Editor(KnownText& text, std::size_t version, Dice& dice) : text_(text), version_(version), dice_(dice) {}

  void edit() {
    switch (dice_.roll(8)) {
      case 0:
      case 1:
      case 2:
        return reword();
      case 3:
        return add();
      case 4:
        return remove();
      case 5:
        return move();
      case 6:
        return split();
      default:
        return merge();
    }
  }

 private:
  struct Place {
    std::size_t paragraph = 0;
    std::size_t sentence = 0;
  };
  Place any() {
    const std::size_t paragraph = dice_.roll(text_.size());
    return {paragraph, dice_.roll(text_[paragraph].size())};
  }
  KnownSentence& at(Place place) { return text_[place.paragraph][place.sentence]; }
  [[nodiscard]] bool is_touched(const KnownSentence& sentence) const { return touched_.contains(sentence.text); }
  void touch(const KnownSentence& sentence) { touched_.insert(sentence.text); }

  void reword() {
    KnownSentence& sentence = at(any());
    if (is_touched(sentence)) return;
    sentence.text = reworded(sentence.text, dice_);
    sentence.since = version_;
    touch(sentence);
  }
  void add() {
    const Place place = any();
    auto& paragraph = text_[place.paragraph];
    const KnownSentence sentence{new_sentence(dice_), version_, version_};
    touch(*paragraph.insert(paragraph.begin() + static_cast<std::ptrdiff_t>(place.sentence), sentence));
  }
  void remove() {
    const Place place = any();
    if (text_[place.paragraph].size() < 3 || is_touched(at(place))) return;
    auto& paragraph = text_[place.paragraph];
    paragraph.erase(paragraph.begin() + static_cast<std::ptrdiff_t>(place.sentence));
  }
  void move() {
    const Place place = any();
    if (text_[place.paragraph].size() < 3 || is_touched(at(place))) return;
    const KnownSentence sentence = at(place);
    auto& from = text_[place.paragraph];
    from.erase(from.begin() + static_cast<std::ptrdiff_t>(place.sentence));
    auto& to = text_[dice_.roll(text_.size())];
    touch(*to.insert(to.begin() + static_cast<std::ptrdiff_t>(dice_.roll(to.size())), sentence));
  }
  void split() {
    const Place place = any();
    KnownSentence& sentence = at(place);
    const std::vector<std::string> words = split_words(sentence.text);
    if (is_touched(sentence) || words.size() < 10) return;
    constexpr std::size_t kLong = 5;
    auto half = static_cast<std::ptrdiff_t>(words.size() / 2);
    while (half > 3 && words[static_cast<std::size_t>(half) - 1].size() < kLong) --half;
    if (half <= 3) return;
    KnownSentence second = sentence;
    second.text = capitalised(joined({words.begin() + half, words.end()}));
    sentence.text = joined({words.begin(), words.begin() + half}) + ".";
    sentence.since = second.since = version_;
    touch(sentence);
    touch(second);
    auto& paragraph = text_[place.paragraph];
    paragraph.insert(paragraph.begin() + static_cast<std::ptrdiff_t>(place.sentence) + 1, second);
  }
  void merge() {
    const Place place = any();
    auto& paragraph = text_[place.paragraph];
    if (paragraph.size() < 3 || place.sentence + 1 >= paragraph.size()) return;
    KnownSentence& first = paragraph[place.sentence];
    const KnownSentence second = paragraph[place.sentence + 1];
    if (is_touched(first) || is_touched(second) || first.text.size() + second.text.size() > 250) return;
    first.text = first.text.substr(0, first.text.size() - 1) + ", and " + uncapitalised(second.text);
    first.since = version_;
    first.origin = std::min(first.origin, second.origin);
    touch(first);
    paragraph.erase(paragraph.begin() + static_cast<std::ptrdiff_t>(place.sentence) + 1);
  }

  KnownText& text_;
  std::size_t version_;
  Dice& dice_;
  std::set<std::string> touched_;
};

std::string bytes_of(const KnownText& text, Dice& dice) {
  const bool curly = dice.chance(50);
  std::string bytes = "Statement of the committee\n\n";
  for (const auto& paragraph : text) {
    std::size_t column = 0;
    const std::size_t width = 40 + dice.roll(60);
    bool open = true;
    std::string line;
    for (const KnownSentence& sentence : paragraph) line += (line.empty() ? "" : " ") + sentence.text;
    for (const std::string& word : split_words(line)) {
      if (column > 0) {
        bytes += column + word.size() > width ? "\n" : " ";
        column = column + word.size() > width ? 0 : column + 1;
      }
      for (const char byte : word) {
        if (byte != '"' || !curly) {
          bytes += byte;
          continue;
        }
        bytes += open ? "“" : "”";
        open = !open;
      }
      column += word.size();
    }
    bytes += "\n\n";
  }
  return bytes;
}

}  // namespace

std::vector<KnownVersion> known_history(std::size_t versions, std::uint32_t seed) {
  Dice dice(seed);
  KnownText text;
  for (std::size_t i = 0; i < 12; ++i) {
    text.emplace_back();
    for (std::size_t sentence = 0; sentence < 4; ++sentence) text.back().push_back({new_sentence(dice), 0, 0});
  }
  std::vector<KnownVersion> history;
  for (std::size_t version = 0; version < versions; ++version) {
    if (version > 0) {
      Editor editor(text, version, dice);
      const std::size_t edits = 2 + dice.roll(8);
      for (std::size_t i = 0; i < edits; ++i) editor.edit();
      if (dice.chance(15)) std::swap(text[dice.roll(text.size())], text[dice.roll(text.size())]);
    }
    history.push_back({text, bytes_of(text, dice)});
  }
  return history;
}

std::vector<KnownSentence> sentences_of(const KnownText& text) {
  std::vector<KnownSentence> sentences;
  for (const auto& paragraph : text) sentences.insert(sentences.end(), paragraph.begin(), paragraph.end());
  return sentences;
}

std::vector<std::string> plain_paragraphs(const KnownText& text) {
  std::vector<std::string> paragraphs;
  for (const auto& paragraph : text) {
    std::string line;
    for (const KnownSentence& sentence : paragraph) line += (line.empty() ? "" : " ") + sentence.text;
    paragraphs.push_back(line);
  }
  return paragraphs;
}

}  // namespace stet::test
