// SPDX-License-Identifier: Apache-2.0
// Where no capital tells a name, words that stand beside one do: an organisation's (外交部, विदेश मंत्रालय), a title,
// kinship (خالد بن سعيد), or a surname that what follows is said of people.
//
// Case it gets wrong: a person whose surname no list has, without a title.
// Cost: linear in the tokens looked at.
#include "classify/names_without_case.hpp"

#include <algorithm>
#include <array>

namespace stet::classify {
namespace {

class CaselessReader {
 public:
  CaselessReader(const TokenView& view, std::uint32_t first) : view_(view), first_(first) {}

  /// Scripts without case: an organisation word with what belongs to it.
  std::optional<Found> by_organisation() const {
    const std::string_view language = view_.lexicon().language();
    if (language == "zh" || language == "ja") return east_asian();
    if (!view_.is(first_, WordClass::Organisation)) {
      // Hindi puts it last: विदेश मंत्रालय.
      if (language == "hi" && view_.is(first_ + 1, WordClass::Organisation) && view_[first_].kind == TokenKind::Word &&
          !view_.is(first_, WordClass::Function) && !hindi_plural(view_.text(first_)))
        return found(first_ + 1 + view_.match(first_ + 1, WordClass::Organisation));
      if (language == "hi") return hindi_ministry();
      return std::nullopt;
    }
    std::uint32_t end = first_ + view_.match(first_, WordClass::Organisation);
    if (language == "ar") {
      // وزارة الصحة: what defines it follows with the article.
      std::uint32_t words = 0;
      // وزارة التربية والتعليم
      while (
          end < view_.size() && view_.side().entity_of[end] == kNoEntity &&
          (words < 1 ? may_define(end) : view_.text(end).starts_with("وال") || view_.is_word(end, WordClass::Field))) {
        if (view_.text(end) == "عبد" && end + 1 < view_.size()) ++end;  // شارع عبد العزيز
        ++end;
        ++words;
      }
      if (words == 0) return std::nullopt;
    }
    if (language == "hi" && end == first_ + 1) return std::nullopt;  // a ministry, a programme
    return found(end);
  }

  /// Whether a word behind an organisation's says which: وزارة الصحة, جامعة حلوان. Behind one with an article only an
  /// adjective does: الجامعة الأمريكية.
  [[nodiscard]] bool may_define(std::uint32_t i) const {
    const std::string_view word = view_.text(i);
    if (view_.is(i, WordClass::Place)) return true;
    constexpr std::array<std::string_view, 8> kPlain{"الرئيسي", "الرئيسية", "المركزي", "التاريخي",
                                                     "التجاري", "التجارية", "الأساسي", "الأساسية"};
    if (view_.text(first_).starts_with("ال"))
      return word.starts_with("ال") && (word.ends_with("ية") || word.ends_with("ي")) &&
             std::ranges::find(kPlain, word) == kPlain.end();
    return word.starts_with("ال") || word == "عبد";
  }

  /// خالد بن سعيد, عبد الرحمن: what words of kinship join.
  [[nodiscard]] std::uint32_t by_kinship() const {
    if (view_.lexicon().language() != "ar") return 0;
    const auto plain = [&](std::uint32_t i) {
      return i < view_.size() && view_[i].kind == TokenKind::Word && view_.side().entity_of[i] == kNoEntity &&
             !view_.is_word(i, WordClass::Function);
    };
    std::uint32_t end = first_;
    const auto compound = [&] {  // عبد الله, أبو بكر
      const std::string_view word = view_.text(end);
      const bool opens = word == "عبد" || word == "أبو" || word == "أبي" || word == "أم" || word == "آل";
      end += opens && plain(end + 1) ? 2U : 1U;
    };
    compound();
    const bool opened = end > first_ + 1;
    while (view_.is_word(end, WordClass::Particle) && plain(end + 1)) {
      ++end;
      compound();
    }
    if (end > first_ + 2 && view_.text(end).starts_with("ال") && plain(end)) ++end;  // خالد بن سعيد الحربي
    return end > first_ + 2 || (opened && view_.text(first_) == "عبد") ? end : 0;
  }

  /// 张伟表示, 李强被任命, 高橋健が: a surname and the one or two characters behind it, where what follows is said of
  /// people, or a title stands before.
  [[nodiscard]] std::uint32_t by_surname(bool titled) const {
    constexpr std::size_t kCharacter = 3;
    const bool chinese = view_.lexicon().language() == "zh";
    const std::string_view word = view_.text(first_);
    std::size_t surname = 0;
    for (std::size_t size = kCharacter; size <= std::min(word.size(), 3 * kCharacter); size += kCharacter)
      if (view_.lexicon().is(word.substr(0, size), WordClass::Surname)) surname = size;
    if (surname == 0) return 0;
    std::size_t given = word.size() - surname;
    std::uint32_t end = first_ + 1;
    while (given < 2 * kCharacter && end < view_.size() && view_[end].unspaced && !view_.spaced(end) &&
           view_.raw(end).size() + given <= 2 * kCharacter && view_.classes(end).empty() &&
           view_.side().entity_of[end] == kNoEntity && !said_of_people(end))
      given += view_.raw(end++).size();
    if (given == 0 || given > 2 * kCharacter || end >= view_.size()) return 0;
    const bool known = titled || (!chinese && is_particle(end));
    return known || (chinese && said_of_people(end)) ? end : 0;
  }

 private:
  static Found found(std::uint32_t last) { return Found{last, {}, true}; }

  /// सूचनाएँ, नौकरियाँ: many things, no name.
  static bool hindi_plural(std::string_view word) {
    for (const std::string_view ending : {"ाएँ", "ाएं", "ाऐं", "ियाँ", "ियां", "ओं", "ों"})
      if (word.ends_with(ending)) return true;
    return false;
  }

  /// स्वास्थ्य एवं परिवार कल्याण मंत्रालय: fields, joined by "and", before their organisation's word.
  [[nodiscard]] std::optional<Found> hindi_ministry() const {
    std::uint32_t end = first_;
    while (const std::uint32_t length = view_.match(end, WordClass::Field)) {
      end += length;
      const bool joined = view_.is_word(end, WordClass::Range) && view_.is(end + 1, WordClass::Field);
      if (joined) ++end;
    }
    const std::uint32_t body = view_.match(end, WordClass::Organisation);
    return end > first_ && body != 0 ? std::optional(found(end + body)) : std::nullopt;
  }

  [[nodiscard]] bool is_particle(std::uint32_t i) const {
    return view_.text(i) == "が" || view_.text(i) == "は" || view_.text(i) == "も";
  }

  [[nodiscard]] bool said_of_people(std::uint32_t i) const {
    if (view_.is(i, WordClass::Speech)) return true;
    for (const std::string_view verb :
         {"被", "出任", "担任", "当选", "就任", "辞去", "接任", "获任", "执导", "主演", "主持", "饰演", "主讲", "领衔"})
      if (view_.text(i).starts_with(verb) || view_.phrase(i, std::min(i + 2, view_.size())).starts_with(verb))
        return true;
    return false;
  }

  /// Whether the words end in what organisations are called: 局, 委员会.
  [[nodiscard]] bool ends_in_body(std::uint32_t first, std::uint32_t last) const {
    if (view_.is(last - 1, WordClass::Organisation)) return true;
    constexpr std::size_t kCharacter = 3;
    const std::string_view word = view_.text(last - 1);
    for (std::size_t size = kCharacter; size < word.size(); size += kCharacter)
      if (view_.lexicon().is(word.substr(word.size() - size), WordClass::Organisation)) return true;
    return last - first > 1 && view_.raw(last - 1).size() == kCharacter &&
           view_.lexicon().is(word, WordClass::Organisation);
  }

  /// 外交部, 山田氏, 李明先生: words up to an organisation word or an honorific behind them.
  std::optional<Found> east_asian() const {
    if (const std::uint32_t length =
            std::max(view_.match(first_, WordClass::Place), view_.match(first_, WordClass::Product))) {
      std::uint32_t end = first_ + length;
      if (view_.is(end, WordClass::Organisation)) end += view_.match(end, WordClass::Organisation);
      return found(end);
    }
    if (!view_[first_].unspaced || view_.is(first_, WordClass::Function)) return std::nullopt;
    if (const std::uint32_t last = by_surname(false)) return found(last);
    // 成田空港, 湄公河: one word in the dictionary.
    constexpr std::size_t kTwoCharacters = 6;
    const std::string_view whole = view_.text(first_);
    constexpr std::size_t kCharacter = kTwoCharacters / 2;
    // 红河 is a river's name; 小川 is any brook.
    const std::size_t shortest = view_.lexicon().language() == "zh" ? kTwoCharacters : 3 * kCharacter;
    for (std::size_t size = kCharacter; size < whole.size() && whole.size() >= shortest; size += kCharacter)
      if (view_.lexicon().value(whole.substr(whole.size() - size), WordClass::Organisation) == "near")
        return found(first_ + 1);
    constexpr std::uint32_t kLongest = 4;
    for (std::uint32_t i = first_; i < view_.size() && i < first_ + kLongest; ++i) {
      if (i > first_ && (view_.spaced(i) || !view_[i].unspaced || view_.is(i, WordClass::Function))) break;
      if (view_.side().entity_of[i] != kNoEntity) break;
      const bool title = i > first_ && view_.is(i, WordClass::Honorific);
      // A suffix of one character stands behind a whole word: 财政|部, not 布|署.
      const bool body =
          view_.is(i, WordClass::Organisation) &&
          (view_.raw(i).size() > kTwoCharacters ||
           (i > first_ && (view_.raw(i).size() >= kTwoCharacters || view_.raw(i - 1).size() >= kTwoCharacters)));
      // 滞留|浦东|机场: the word before such a place alone is its name, or two characters (虹|桥).
      const bool two =
          i == first_ + 2 && view_.raw(first_).size() == kCharacter && view_.raw(i - 1).size() == kCharacter;
      if (view_.value(i, WordClass::Organisation) == "near") {
        if (i == first_ + 1 || two) return found(i + view_.match(i, WordClass::Organisation));
        break;
      }
      if (title) {
        // 市教育局|发言人: who holds an office of an organisation is not named.
        if (view_.is(i, WordClass::Office) && ends_in_body(first_, i)) return found(i);
        return found(i + view_.match(i, WordClass::Honorific));
      }
      if (body) return found(i + view_.match(i, WordClass::Organisation));
    }
    return std::nullopt;
  }

  const TokenView& view_;
  std::uint32_t first_;
};

}  // namespace

std::optional<Found> name_by_organisation(const TokenView& view, std::uint32_t first) {
  return CaselessReader(view, first).by_organisation();
}

std::uint32_t name_by_kinship(const TokenView& view, std::uint32_t first) {
  return CaselessReader(view, first).by_kinship();
}

std::uint32_t name_by_surname(const TokenView& view, std::uint32_t first, bool titled) {
  return CaselessReader(view, first).by_surname(titled);
}

}  // namespace stet::classify
