// SPDX-License-Identifier: Apache-2.0
// Dates whose month is a word: 28 February 2018, February 28, le 1er mars, am 3. März.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "classify/date_reader.hpp"

namespace stet::classify {

std::optional<int> DateReader::day(std::uint32_t& i) const {
  if (i >= view_.size()) return std::nullopt;
  std::optional<int> value;
  std::uint32_t next = i + 1;
  if (view_[i].kind == TokenKind::Number) {
    value = small_integer(view_.raw(i));
    const bool dotted = view_.is_mark(next, ".") && !view_.spaced(next) && view_.lexicon().language() == "de";
    if (dotted) ++next;
    if ((view_.is_mark(next, "-") || view_.is_mark(next, ".")) && !view_.spaced(next) && !view_.spaced(next + 1)) {
      if (const auto number = number_at(view_, i); number && number->value.starts_with('o')) next = number->last;
    }
    if (view_.is_mark(next, "º") || view_.is_mark(next, "°")) ++next;
  } else if (view_[i].kind == TokenKind::Mixed) {
    if (const auto number = number_at(view_, i); number && number->value.starts_with('o'))
      value = small_integer(std::string_view(number->value).substr(1));
  } else if (const std::uint32_t length = view_.match(i, WordClass::Ordinal)) {
    value = small_integer(view_.value(i, WordClass::Ordinal));
    next = i + length;
  } else if (const std::uint32_t words = view_.match(i, WordClass::Number)) {
    if (view_.lexicon().language() != "en") value = small_integer(view_.value(i, WordClass::Number));
    next = i + words;
  }
  if (!value || !is_day(*value)) return std::nullopt;
  i = next;
  return value;
}

std::optional<int> DateReader::month(std::uint32_t& i) const {
  if (const std::uint32_t length = view_.match(i, WordClass::Month)) {
    // "children aged 5 may enter"
    const bool modal = view_.is_word(i, WordClass::Modality);
    if (modal && !view_[i].capital && view_.lexicon().language() == "en") return std::nullopt;
    const auto value = small_integer(view_.value(i, WordClass::Month));
    i += length;
    return value;
  }
  if (const std::uint32_t length = view_.match(i, WordClass::MonthShort)) {
    const auto value = small_integer(view_.value(i, WordClass::MonthShort));
    i += length;
    if (view_.is_mark(i, ".") && !view_.spaced(i)) ++i;
    return value;
  }
  return std::nullopt;
}

std::optional<int> DateReader::year(std::uint32_t& i) const {
  if (i >= view_.size()) return std::nullopt;
  std::string_view raw = view_.raw(i);
  const bool arabic = view_.lexicon().language() == "ar";
  // 1445هـ, 2024م: the era's letter
  for (const std::string_view era : {"هـ", "ه", "م"})
    if (arabic && view_[i].kind == TokenKind::Mixed && raw.ends_with(era)) raw.remove_suffix(era.size());
  if (view_[i].kind != TokenKind::Number && raw.size() == view_.raw(i).size()) return std::nullopt;
  const auto value = small_integer(raw);
  if (!value || !is_year(*value)) return std::nullopt;
  ++i;
  if (arabic && is_text(i, "هـ", "ه")) ++i;
  // "2018 г.", "2018 года"
  if (is_text(i, "г", "гг")) {
    ++i;
    if (view_.is_mark(i, ".") && !view_.spaced(i) && i + 1 < view_.size()) ++i;
  } else if (is_text(i, "года", "год", "году")) {
    ++i;
  }
  return value;
}

void DateReader::year_behind(std::uint32_t& i) {
  std::uint32_t next = skip_joints(i);
  if (const auto value = year(next)) {
    parts_.year = value;
    i = next;
    season(i);
  }
}

bool DateReader::german_day_part() {
  constexpr std::size_t kShortest = 10;
  const std::string_view word = view_.text(at_);
  if (view_.lexicon().language() != "de" || !view_[at_].capital || word.size() < kShortest) return false;
  for (const std::size_t size : {6U, 7U, 8U, 9U, 10U}) {
    if (size >= word.size()) break;
    const std::string_view weekday = view_.lexicon().value(word.substr(0, size), WordClass::Weekday);
    const std::string_view part = view_.lexicon().value(word.substr(size), WordClass::DayPart);
    if (weekday.empty() || part.empty()) continue;
    parts_.weekday = small_integer(weekday);
    day_part_ = part.substr(0, part.find(' '));
    day_part_text_ = word.substr(size);
    ++at_;
    return true;
  }
  return false;
}

bool DateReader::worded() {
  if (at_ < view_.size() && german_day_part()) return true;
  std::uint32_t i = at_;
  if (const std::uint32_t length = view_.match(i, WordClass::Weekday); length != 0 && weekday_here(i)) {
    parts_.weekday = small_integer(view_.value(i, WordClass::Weekday));
    i += length;
    std::uint32_t next = skip_joints(i);
    if (day_and_month(next) || month_and_day(next)) {
      at_ = next;
      return true;
    }
    if (names_somebody(at_)) return fail();
    modifier_behind(i);
    at_ = i;
    return true;
  }
  if (const std::uint32_t length = view_.match(i, WordClass::WeekdayShort)) {
    const auto weekday = small_integer(view_.value(i, WordClass::WeekdayShort));
    i += length;
    const bool dotted = view_.is_mark(i, ".") && !view_.spaced(i);
    if (view_.is_mark(i, ".")) ++i;
    std::uint32_t next = skip_joints(i);
    if (next < view_.size() && (day_and_month(next) || month_and_day(next))) {
      parts_.weekday = weekday;
      at_ = next;
      return true;
    }
    // "Mon. to Fri."; elsewhere short days are words too.
    if (dotted && view_[at_].capital && view_.lexicon().language() == "en" && !view_.side().starts_sentence[at_]) {
      parts_.weekday = weekday;
      at_ = i;
      return true;
    }
    return fail();
  }
  if (day_and_month(i) || month_and_day(i)) {
    at_ = i;
    return true;
  }
  return fail();
}

bool DateReader::weekday_here(std::uint32_t i) const {
  const std::string_view language = view_.lexicon().language();
  const std::string_view word = view_.text(i);
  const std::string_view before = i > 0 ? view_.text(i - 1) : std::string_view();
  const auto follows = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, before) != words.end();
  };
  if (language == "en") return view_[i].capital;
  // "na segunda" is Monday, "na segunda etapa" the second stage, "a quinta" an estate.
  if (language == "pt" && !word.contains('-') && view_.is_word(i, WordClass::Ordinal)) {
    const bool alone = i + 1 >= view_.size() || view_[i + 1].kind == TokenKind::Mark ||
                       view_[i + 1].kind == TokenKind::Number || view_.is_word(i + 1, WordClass::Function) ||
                       view_.is(i + 1, WordClass::DayPart);
    return alone &&
           follows({"na", "nas", "à", "às", "nesta", "desta", "próxima", "última", "passada", "até", "toda", "todas"});
  }
  // среда is Wednesday, and surroundings.
  if (language == "ru" && word == "среду")
    return follows({"в", "во", "на", "эту", "прошлую", "следующую", "минувшую", "каждую", "ближайшую"});
  if (language == "ru" && word == "среды")
    return follows(
        {"до", "с", "со", "от", "утро", "утром", "вечер", "вечером", "ночь", "после", "следующей", "прошлой"});
  if (language == "ru" && word == "среда")
    return i + 1 < view_.size() && (view_.is_mark(i + 1, ",") || view_[i + 1].kind == TokenKind::Number);
  return true;
}

bool DateReader::day_and_month(std::uint32_t& i) {
  std::uint32_t at = i;
  const auto first = day(at);
  if (!first) return false;
  std::optional<int> second;
  std::uint32_t range = at;
  if (view_.is_word(range, WordClass::Range) || view_.is_mark(range, "-") || view_.is_mark(range, ",")) {
    ++range;
    range = view_.is_word(range, WordClass::DateJoint) ? range + 1 : range;
    if (auto next = day(range)) {
      second = next;
      std::uint32_t probe = skip_joints(range);
      if (month(probe))
        at = range;
      else
        second.reset();
    }
  }
  std::uint32_t month_at = skip_joints(at);
  const auto name = month(month_at);
  if (!name || view_.is_mark(at, ",")) return false;
  parts_.day = first;
  parts_.last_day = second;
  parts_.month = name;
  at = month_at;
  year_behind(at);
  i = at;
  return true;
}

bool DateReader::month_and_day(std::uint32_t& i) {
  std::uint32_t at = i;
  const bool full = view_.is(at, WordClass::Month);
  const auto name = month(at);
  if (!name) return false;
  bool number_behind = false;
  std::uint32_t day_at = view_.is_word(at, WordClass::DateJoint) ? at + 1 : at;
  if (view_.lexicon().language() == "en" || view_.lexicon().language() == "hi" || view_.lexicon().language() == "pt") {
    if (auto value = day(day_at); value && !(day_at < view_.size() && view_.is_mark(day_at, "%"))) {
      parts_.day = value;
      at = day_at;
      number_behind = true;
      std::uint32_t range = at;
      if (view_.is_word(range, WordClass::Range) || view_.is_mark(range, "-")) {
        ++range;
        if (auto second = day(range); second && *second > *value) {
          parts_.last_day = second;
          at = range;
        }
      }
    }
  }
  const std::uint32_t before_year = at;
  std::optional<int> old_year = parts_.year;
  year_behind(at);
  number_behind |= at != before_year || parts_.year != old_year;
  if (!number_behind && (!full || !month_alone(i))) {
    parts_.day.reset();
    return false;
  }
  parts_.month = name;
  i = at;
  return true;
}

bool DateReader::names_somebody(std::uint32_t i) const {
  if (i == 0 || !view_[i].capital || view_.side().starts_sentence[i]) return false;
  const std::string_view language = view_.lexicon().language();
  const std::uint32_t before = view_.is_mark(i - 1, ".") && i > 1 ? i - 2 : i - 1;
  if (view_.is_word(before, WordClass::Honorific)) return true;  // Dr. August Lindner
  // A month's capital is a slip behind what stands before dates: "en Marzo", "до Мая".
  constexpr std::array<std::string_view, 33> kBeforeDates{
      "en",    "de",    "d'",    "du",    "à",     "au",  "fin", "début", "courant", "depuis", "dès",
      "avant", "après", "entre", "hasta", "desde", "del", "a",   "di",    "da",      "dal",    "nel",
      "in",    "tra",   "entro", "el",    "в",     "до",  "с",   "на",    "к",       "по",     "от"};
  if (std::ranges::find(kBeforeDates, view_.text(i - 1)) != kBeforeDates.end()) return false;
  const bool writes_small = language == "fr" || language == "es" || language == "it" || language == "ru";
  const bool after_name =
      view_[i - 1].capital && view_[i - 1].kind == TokenKind::Word && !view_.is_word(i - 1, WordClass::Function);
  const TokenView::Capitals& capitals = view_.capitals();
  const bool in_title = capitals.long_capitals * 2 > capitals.long_words;
  return writes_small ? !in_title : language == "pt" && after_name && !in_title;
}

bool DateReader::month_alone(std::uint32_t i) const {
  const std::string_view language = view_.lexicon().language();
  if (names_somebody(i)) return false;
  const auto follows = [&](std::initializer_list<std::string_view> words) {
    return i > 0 && std::ranges::find(words, view_.text(i - 1)) != words.end();
  };
  // مارس is March, and "he practised".
  if (language == "ar" && view_.text(i) == "مارس")
    return follows({"في", "من", "شهر", "منذ", "حتى", "خلال", "إلى", "نهاية", "بداية", "أوائل", "أواخر", "مطلع", "منتصف",
                    "بحلول", "و"});
  // मार्च is March, and a march.
  if (language == "hi" && view_.text(i) == "मार्च") {
    const std::string_view behind = view_.text(i + 1);
    constexpr std::array<std::string_view, 10> kBehind{"में", "से", "तक", "के", "की", "का", "को", "माह", "महीने", "और"};
    return std::ranges::find(kBehind, behind) != kBehind.end();
  }
  if (language != "en") return true;
  if (!view_[i].capital) return false;
  if (!view_.is(i, WordClass::Modality) && view_.text(i) != "march") return true;
  if (view_.side().starts_sentence[i]) return false;
  return !(i > 0 && view_[i - 1].capital && !view_.is(i - 1, WordClass::Function));
}

}  // namespace stet::classify
