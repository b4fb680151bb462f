// SPDX-License-Identifier: Apache-2.0
#include "support/generated_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "unicode/utf8.hpp"

namespace stet::test {
namespace {

struct Script {
  std::vector<std::string_view> words;
  std::string_view space;
  std::vector<std::string_view> terminators;
};

const std::vector<Script>& scripts() {
  static const std::vector<Script> all = {
      {{"The",       "board",      "shall",
        "not",       "pay",        "3,000",
        "euros",     "before",     "5 March 2018",
        "Mr. Smith", "said",       "“never”",
        "it’s",      "U.S.",       "https://example.org/a",
        "naïve",     "co-operate", "e\u0301tat",
        "12.5 %",    "Terms",      "may",
        "(see",      "below)",     "—"},
       " ",
       {".", "!", "?", "…", ".”"}},
      {{"Комиссия", "не", "должна", "выплатить", "3 000", "рублей", "до", "5 марта", "г.", "«никогда»", "ещё"},
       " ",
       {".", "!", "?"}},
      {{"Η", "επιτροπή", "δεν", "πρέπει", "να", "πληρώσει"}, " ", {".", ";"}},
      {{"يجب", "على", "اللجنة", "ألا", "تدفع", "٣٠٠٠", "دينار", "می\u200Cخواهم"}, " ", {".", "؟", "!"}},
      {{"הוועדה", "לא", "תשלם", "אלף"}, " ", {".", "?"}},
      {{"समिति", "को", "भुगतान", "नहीं", "करना", "चाहिए", "३०००", "क्\u200Dष"}, " ", {"।", "?"}},
      {{"คณะกรรมการ", "จะไม่", "จ่าย", "๓๐๐๐", "บาท"}, "", {" ", "ๆ "}},
      {{"委员会", "不得", "支付", "3000", "欧元", "“决不”", "在", "三月", "，"}, "", {"。", "！", "？”"}},
      {{"委員会は", "支払って", "はならない", "「決して」", "三月", "カタカナ", "、"}, "", {"。", "！"}},
      {{"위원회는", "지불하지", "않아야", "한다", "삼월"}, " ", {".", "?"}},
      {{"a\u200Bb",
        "\u202Eevil\u202C",
        "\u0301",
        "x\u0301\u0323",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467",

        "</script>",
        "\u00A0",
        "\u2028",
        "\uFFFD",
        "\U000E0041",
        "\U0010FFFF",
        "\uFEFF",
        "::error::",
        "`code`",
        "<b>",
        "&amp;",

        "--",
        "...",
        "''",
        "ﬁ",
        "½",
        "²",
        "１２",
        "'",
        "\""},
       " ",
       {".", "!", "?", "..", ".\u200B"}},
  };
  return all;
}

std::string sentence_of(const Script& script, Dice& dice) {
  std::string text;
  const std::size_t words = 1 + dice.roll(14);
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) text += script.space;
    text += script.words[dice.roll(script.words.size())];
  }
  return text += script.terminators[dice.roll(script.terminators.size())];
}

std::string any_sentence(Dice& dice) { return sentence_of(scripts()[dice.roll(scripts().size())], dice); }

/// A random place between two code points.
std::size_t boundary(const std::string& text, Dice& dice) {
  std::size_t at = dice.roll(text.size() + 1);
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

void change_words(std::string& sentence, Dice& dice) {
  const Script& script = scripts()[dice.roll(scripts().size())];
  const std::string word{script.words[dice.roll(script.words.size())]};
  const std::size_t at = boundary(sentence, dice);
  const std::size_t space = sentence.find(' ', at);
  switch (dice.roll(3)) {
    case 0:
      sentence.insert(at, " " + word + " ");
      break;
    case 1:
      if (space != std::string::npos) sentence.replace(at, space - at, word);
      break;
    default:
      if (space != std::string::npos) sentence.erase(at, space - at);
      break;
  }
}

void change_typography(std::string& sentence, Dice& dice) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kForms = {
      {{"’", "'"}, {"“", "\""}, {"—", "--"}, {"…", "..."}, {"3,000", "3000"}, {" ", "\u00A0"}}};
  const auto& [from, to] = kForms[dice.roll(kForms.size())];
  replace_all(sentence, from, to);
}

void edit_once(Paragraphs& text, Dice& dice) {
  const std::size_t p = dice.roll(text.size());
  auto& paragraph = text[p];
  const std::size_t s = dice.roll(paragraph.size());
  const auto at = [](auto& list, std::size_t i) { return list.begin() + static_cast<std::ptrdiff_t>(i); };
  switch (dice.roll(10)) {
    case 0:
    case 1:
      change_words(paragraph[s], dice);
      break;
    case 2:
      change_typography(paragraph[s], dice);
      break;
    case 3:
      paragraph.insert(at(paragraph, s), any_sentence(dice));
      break;
    case 4:
      paragraph.erase(at(paragraph, s));
      break;
    case 5: {  // moved
      std::string moved = paragraph[s];
      paragraph.erase(at(paragraph, s));
      auto& other = text[dice.roll(text.size())];
      other.insert(at(other, dice.roll(other.size() + 1)), std::move(moved));
      break;
    }
    case 6: {  // split
      const std::size_t cut = boundary(paragraph[s], dice);
      std::string rest = paragraph[s].substr(cut);
      paragraph[s].resize(cut);
      paragraph[s] += '.';
      paragraph.insert(at(paragraph, s + 1), "It " + rest);
      break;
    }
    case 7:  // merged
      if (s + 1 < paragraph.size()) {
        paragraph[s] += " and " + paragraph[s + 1];
        paragraph.erase(at(paragraph, s + 1));
      }
      break;
    case 8: {  // a break comes
      std::vector<std::string> rest(at(paragraph, s), paragraph.end());
      paragraph.erase(at(paragraph, s), paragraph.end());
      text.insert(at(text, p + 1), std::move(rest));
      break;
    }
    default:  // a break goes
      if (p + 1 < text.size()) {
        std::ranges::copy(text[p + 1], std::back_inserter(text[p]));
        text.erase(at(text, p + 1));
      }
      break;
  }
  std::erase_if(text, [](const auto& each) { return each.empty(); });
  if (text.empty()) text.push_back({any_sentence(dice)});
}

}  // namespace

Paragraphs generated_text(Dice& dice, std::size_t sentences) {
  Paragraphs text;
  const bool one_script = dice.chance(70);
  const Script& main = scripts()[dice.roll(scripts().size())];
  for (std::size_t i = 0; i < sentences; ++i) {
    if (text.empty() || dice.chance(35)) text.emplace_back();
    // Some sentences come again, as boilerplate does.
    if (i > 3 && dice.chance(10))
      text.back().push_back(text[dice.roll(text.size() - 1)].front());
    else
      text.back().push_back(one_script ? sentence_of(main, dice) : any_sentence(dice));
    if (text.back().empty()) text.back().push_back(any_sentence(dice));
  }
  if (text.empty()) text.push_back({any_sentence(dice)});
  return text;
}

Paragraphs edited(Paragraphs text, Dice& dice, std::size_t edits) {
  for (std::size_t i = 0; i < edits; ++i) edit_once(text, dice);
  return text;
}

std::string laid_out(const Paragraphs& text, Dice& dice) {
  const std::string end = dice.chance(25) ? "\r\n" : "\n";
  std::string bytes = dice.chance(10) ? "\uFEFF" : "";
  for (const auto& paragraph : text) {
    for (const std::string& sentence : paragraph) {
      std::string wrapped = sentence;
      if (dice.chance(30)) replace_all(wrapped, " ", dice.chance(50) ? end : "  ");
      bytes += wrapped + (dice.chance(20) ? end : " ");
    }
    bytes += end + end;
  }
  return bytes;
}

}  // namespace stet::test
