// SPDX-License-Identifier: Apache-2.0
// What is a date without a day: seasons (2023/24), quarters, decades, centuries, relative days and years alone.
#include <algorithm>
#include <array>

#include "classify/date_reader.hpp"

namespace stet::classify {
namespace {

constexpr int kLongestSpan = 10;  // of years written 2014-23

}  // namespace

bool DateReader::counted(std::uint32_t i) const {
  return i < view_.size() &&
         (view_.is_mark(i, "%") || view_.is(i, WordClass::Unit) || view_.is(i, WordClass::Currency) ||
          view_.is(i, WordClass::Period) || view_.is(i, WordClass::Percent));
}

bool DateReader::season(std::uint32_t& i) {
  if (!parts_.year || !(view_.is_mark(i, "/") || view_.is_mark(i, "-")) || view_.spaced(i) || view_.spaced(i + 1))
    return false;
  if (i + 1 >= view_.size() || view_[i + 1].kind != TokenKind::Number) return false;
  const std::string_view raw = view_.raw(i + 1);
  const auto next = small_integer(raw);
  const int expected = *parts_.year + 1;
  // 2023-25 is a span of years; 2023/25 may be a number of a file.
  const int longest = view_.is_mark(i, "-") ? kLongestSpan : 1;
  const int first = raw.size() == 2 ? expected % 100 : expected;
  if (!next || (raw.size() != 2 && raw.size() != 4) || *next < first || *next >= first + longest) return false;
  parts_.other += "/" + std::to_string(*next % 100);
  i += 2;
  return true;
}

bool DateReader::quarter() {
  std::uint32_t i = at_;
  if (i >= view_.size()) return false;
  const std::string_view text = view_.text(i);
  if (view_[i].kind == TokenKind::Mixed && text.size() == 2 && (text[0] == 'q' || text[0] == 't') && text[1] >= '1' &&
      text[1] <= '4' && view_[i].capital) {
    parts_.other = std::string("q") + text[1];
    ++i;
  } else {
    if (!view_.has(WordClass::DateUnit)) return false;
    std::uint32_t unit = i;
    std::string number;
    const std::string_view counted = view_.value(i + 1, WordClass::DateUnit);
    const bool century = counted == "century" || counted == "q" || counted == "half";  // XIX, and III квартал
    if (century && view_[i].kind == TokenKind::Word && view_[i].capital && roman(text)) {
      unit = i + 1;
      number = std::to_string(*roman(text));
    } else if (const auto found = number_at(view_, i)) {
      unit = found->last;
      number = found->value;
      if (view_.is_mark(unit, ".") && !view_.spaced(unit)) ++unit;
    } else {
      return false;
    }
    const std::uint32_t length = view_.match(unit, WordClass::DateUnit);
    if (length == 0) return false;
    const std::string_view kind = view_.value(unit, WordClass::DateUnit);
    const bool ordinal = number.starts_with('o');
    if (ordinal) number.erase(0, 1);
    // "ten years", "90 anni" are lengths; 90-е годы and 90年代 are not.
    if (kind == "decade" && !(number.ends_with('0') && number.size() > 1 && (ordinal || view_[unit].unspaced)))
      return false;
    if (kind == "century" && !ordinal && !century && view_.lexicon().language() != "de") return false;
    parts_.other = std::string(view_.value(unit, WordClass::DateUnit)) + number;
    i = unit + length;
  }
  year_behind(i);
  at_ = i;
  return true;
}

bool DateReader::decade() {
  std::uint32_t i = at_;
  if (i >= view_.size()) return false;
  const std::string_view text = view_.text(i);
  if (view_[i].kind == TokenKind::Mixed) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view rest = text.substr(digits);
    if ((digits != 4 && digits != 2) || (rest != "s" && rest != "er" && rest != "ern") || text[digits - 1] != '0')
      return false;
    parts_.other = "decade " + std::string(text.substr(0, digits));
    ++i;
    if (view_.is_word(i, WordClass::DateUnit)) ++i;
    at_ = i;
    return true;
  }
  // siglo XIX, القرن الثامن, الربع الثالث
  if (const std::uint32_t length = view_.match(i, WordClass::DateUnit); length != 0 && i + length < view_.size()) {
    const std::uint32_t next = i + length;
    const std::string_view kind = view_.value(i, WordClass::DateUnit);
    std::optional<int> value;
    std::uint32_t last = next + 1;
    if (kind == "century" && view_[next].capital && view_[next].kind == TokenKind::Word)
      value = roman(view_.text(next));
    if (const std::uint32_t words = view_.match(next, WordClass::Ordinal);
        words != 0 && view_.lexicon().language() == "ar") {
      value = small_integer(view_.value(next, WordClass::Ordinal));
      last = next + words;
    }
    if (value) {
      parts_.other = std::string(kind) + std::to_string(*value);
      year_behind(last);
      at_ = last;
      return true;
    }
  }
  // años treinta
  if (view_.value(i, WordClass::DateUnit) == "decade" && view_.is(i + 1, WordClass::Number)) {
    const auto tens = small_integer(view_.value(i + 1, WordClass::Number));
    if (tens && *tens >= 20 && *tens < 100 && *tens % 10 == 0) {
      parts_.other = "decade" + std::to_string(*tens);
      at_ = i + 1 + view_.match(i + 1, WordClass::Number);
      return true;
    }
  }
  if (view_.is(i, WordClass::DateUnit) && i + 1 < view_.size() && view_[i + 1].kind == TokenKind::Number) {
    const std::uint32_t unit = view_.match(i, WordClass::DateUnit);
    const auto number = i + unit < view_.size() && view_[i + unit].kind == TokenKind::Number
                            ? small_integer(view_.raw(i + unit))
                            : std::nullopt;
    if (!number || !(is_year(*number) || *number < 100)) return false;
    parts_.other = std::string(view_.value(i, WordClass::DateUnit)) + std::to_string(*number);
    at_ = i + unit + 1;
    return true;
  }
  return false;
}

bool DateReader::season_alone() {
  const std::uint32_t length = view_.match(at_, WordClass::Season);
  if (length == 0 || at_ == 0) return false;
  std::uint32_t before = at_ - 1;
  if (before > 0 && (view_.is_word(before, WordClass::Determiner) || view_.text(before).ends_with('\''))) --before;
  constexpr std::array<std::string_view, 8> kFused{"zum", "im", "vom", "am", "over", "throughout", "entro", "à"};
  const bool cue = (view_.is_word(before, WordClass::YearCue) && !view_.is_word(before, WordClass::Season) &&
                    view_.value(before, WordClass::YearCue) != "weak") ||
                   std::ranges::find(kFused, view_.text(before)) != kFused.end();
  // "in summer schools", "the spring of the well"
  const bool goes_on = view_.lexicon().language() == "en" && at_ + length < view_.size() &&
                       view_[at_ + length].kind == TokenKind::Word &&
                       (!view_.is_word(at_ + length, WordClass::Function) || is_text(at_ + length, "of", "in"));
  if (!cue || goes_on) return false;
  parts_.other = view_.value(at_, WordClass::Season);
  parts_.certain = false;
  at_ += length;
  modifier_behind(at_);
  return true;
}

bool DateReader::relative() {
  const std::uint32_t length = view_.match(at_, WordClass::Relative);
  if (length == 0) return season_alone();
  if (names_beside(at_, length)) return false;
  parts_.time = view_.value(at_, WordClass::Relative);
  if (parts_.time.empty()) {
    const std::string period = modified_period(at_, at_ + length);
    parts_.other = period.empty() ? view_.phrase(at_, at_ + length) : period;
    parts_.certain = !period.empty();
  }
  at_ += length;
  if (length == 1) modifier_behind(at_);  // Noël dernier
  return true;
}

std::string DateReader::modified_period(std::uint32_t first, std::uint32_t last) const {
  std::string_view modifier;
  std::string_view period;
  for (std::uint32_t i = first; i < last; ++i) {
    if (modifier.empty()) modifier = view_.value(i, WordClass::DateModifier);
    if (period.empty()) period = view_.value(i, WordClass::Period);
  }
  return modifier.empty() || period.empty() ? std::string() : std::string(period) + " " + std::string(modifier);
}

bool DateReader::names_beside(std::uint32_t i, std::uint32_t length) const {
  if (!view_.lexicon().capital_names() || !view_[i].capital || view_.side().starts_sentence[i]) return false;
  const auto is_name = [&](std::uint32_t word) {
    return word < view_.size() && view_[word].capital && view_[word].kind == TokenKind::Word &&
           !view_.is_word(word, WordClass::Function);
  };
  if (is_name(i + length)) return true;  // Noël Dupont, Easter Island
  std::uint32_t before = i;
  while (before > 0 && i - before < 2 && view_.is_word(before - 1, WordClass::Particle)) --before;
  if (before == 0) return false;
  const std::uint32_t last = view_.is_mark(before - 1, ".") && before > 1 ? before - 2 : before - 1;
  constexpr std::array<std::string_view, 6> kPlaces{"cidade", "estado", "ilha", "isla", "île", "isola"};
  return (is_name(last) && !view_.side().starts_sentence[last]) || view_.is_word(last, WordClass::Honorific) ||
         std::ranges::find(kPlaces, view_.text(last)) != kPlaces.end();
}

bool DateReader::modified() {
  const std::uint32_t length = view_.match(at_, WordClass::DateModifier);
  if (length == 0) return false;
  const std::string modifier(view_.value(at_, WordClass::DateModifier));
  const std::uint32_t i = at_ + length;
  if (const std::uint32_t day = view_.match(i, WordClass::Weekday); day != 0 && weekday_here(i)) {
    // "the last Friday of May": which one of several.
    if (view_.is_word(i + day, WordClass::DateJoint) && modifier == "last" && view_.is(i + day + 1, WordClass::Month))
      return fail();
    parts_.weekday = small_integer(view_.value(i, WordClass::Weekday));
    parts_.other = modifier;
    at_ = i + day;
    return true;
  }
  if (view_.match(at_, WordClass::Relative) != 0 || i >= view_.size() || view_[i].unspaced) return fail();
  // last May, last Christmas
  std::uint32_t month_at = i;
  const bool number_behind = i + 1 < view_.size() && view_[i + 1].kind == TokenKind::Number;
  if (view_.is(i, WordClass::Month) && !number_behind && (view_.lexicon().language() != "en" || view_[i].capital)) {
    parts_.month = month(month_at);
    parts_.other = modifier;
    at_ = month_at;
    return parts_.month.has_value() || fail();
  }
  if (const std::uint32_t holiday = view_.match(i, WordClass::Relative); holiday != 0 && view_[i].capital) {
    parts_.other = view_.phrase(i, i + holiday) + " " + modifier;
    parts_.certain = false;
    at_ = i + holiday;
    return true;
  }
  // ces 2 derniers jours; and "the last day" is one of several.
  const bool counted = at_ > 0 && (view_[at_ - 1].kind == TokenKind::Number || view_.is(at_ - 1, WordClass::Number));
  const bool day = view_.value(i, WordClass::Period) == "day" || view_.value(i, WordClass::Period) == "business day";
  if (counted || (day && modifier != "next") || view_.is(i, WordClass::DateModifier) || !period_at(i, true))
    return fail();
  parts_.other += " " + modifier;
  parts_.certain = true;
  return true;
}

void DateReader::modifier_behind(std::uint32_t& i) {
  const std::string_view language = view_.lexicon().language();
  const bool arabic = language == "ar";
  if (!arabic && language != "fr" && language != "es" && language != "it" && language != "pt") return;
  const std::uint32_t length = view_.match(i, WordClass::DateModifier);
  // "lundi cette commission": behind them it says "this" in Arabic alone.
  if (length == 0 || (!arabic && view_.value(i, WordClass::DateModifier) == "this")) return;
  parts_.other += view_.value(i, WordClass::DateModifier);
  parts_.certain = false;
  i += length;
}

bool DateReader::period_at(std::uint32_t i, bool determined) {
  parts_.certain = false;
  // "a pris fin hier": one word is a day of its own.
  if (const std::uint32_t relative = view_.match(i, WordClass::Relative); relative > 1) {
    parts_.other = view_.phrase(i, i + relative);
    at_ = i + relative;
    return true;
  }
  if (view_.is(i, WordClass::DateModifier)) {
    at_ = i;
    return i != first_ && modified();
  }
  if (const std::uint32_t season = view_.match(i, WordClass::Season)) {
    parts_.other = view_.value(i, WordClass::Season);
    i += season;
  } else {
    // "the next second" is no date, nor are "early days".
    const std::string_view period = view_.value(i, WordClass::Period);
    const bool long_enough = period == "day" || period == "week" || period == "fortnight" || period == "month" ||
                             period == "year" || period == "decade" || period == "business day";
    // the last quarter; but "quarter 3"
    const std::string_view unit = view_.value(i, WordClass::DateUnit);
    const bool counted = i + 1 < view_.size() && (view_[i + 1].kind == TokenKind::Number || view_[i + 1].all_caps);
    const bool is_unit = !unit.empty() && !counted && period.empty();
    if ((!long_enough && !is_unit) || !determined) return false;
    parts_.other = is_unit ? unit : period;
    i += is_unit ? view_.match(i, WordClass::DateUnit) : view_.match(i, WordClass::Period);
  }
  modifier_behind(i);
  at_ = i;
  return true;
}

std::optional<int> DateReader::roman(std::string_view folded) {
  if (folded.ends_with("e")) folded.remove_suffix(1);
  int value = 0;
  int last = 0;
  for (const char letter : folded) {
    const int digit = letter == 'i' ? 1 : letter == 'v' ? 5 : letter == 'x' ? 10 : 0;
    if (digit == 0) return std::nullopt;
    value += digit > last ? digit - 2 * last : digit;
    last = digit;
  }
  return value == 0 || value > 39 ? std::nullopt : std::optional(value);
}

bool DateReader::bare_year() {
  if (at_ >= view_.size() || view_[at_].kind != TokenKind::Number) return false;
  std::uint32_t i = at_;
  const std::string_view raw = view_.raw(at_);
  const auto value = year(i);
  if (!value || raw.size() < 4 || *value < 1600) return false;
  const bool took_word = i > at_ + 1;
  const std::uint32_t before = at_ == 0 ? at_ : at_ - 1;
  const bool cue = at_ > 0 && (view_.is_word(before, WordClass::YearCue) || view_.is_mark(before, "(") ||
                               (view_.is_mark(before, "-") && at_ > 1 && view_[at_ - 2].kind == TokenKind::Number));
  parts_.year = value;
  const bool season_here = season(i) || (i < view_.size() && view_.is_mark(i, "年"));
  parts_.year.reset();
  if (!cue && !took_word && !season_here && !year_by_syntax(i)) return fail();
  if (view_.lexicon().language() == "hi" && is_text(i, "में") && is_text(i + 1, "से")) return fail();  // out of 2000
  // "a total of 2000 people": behind a weak cue, a plain word that follows is what is counted.
  if (cue && !took_word && view_.value(before, WordClass::YearCue) == "weak" && i < view_.size() &&
      view_[i].kind == TokenKind::Word && !view_[i].capital && !view_.is(i, WordClass::Function))
    return fail();
  // "in 2000 cases": a noun counted, or a unit behind, makes it a number.
  if (!took_word && counted(i)) return fail();
  parts_.year = value;
  at_ = i;
  return true;
}

bool DateReader::year_by_syntax(std::uint32_t i) const {
  constexpr int kOldest = 1800;
  constexpr int kLatest = 2060;
  const int value = small_integer(view_.raw(at_)).value_or(0);
  if (value < kOldest || value > kLatest || i >= view_.size() || view_.raw(at_).size() != 4) return false;
  const std::string_view language = view_.lexicon().language();
  if (language == "hi") return is_text(i, "में") && !is_text(i + 1, "से");
  if (language != "de" || view_[i].kind != TokenKind::Word || view_[i].capital) return false;
  if (view_.is(i, WordClass::Unit) || view_.is(i, WordClass::Scale) || view_.is(i, WordClass::Currency)) return false;
  if (view_.is(i, WordClass::Function)) return !view_.is(i, WordClass::Range);
  // A participle or a verb ends its clause; an adjective goes before a noun.
  return i + 1 >= view_.size() || view_[i + 1].kind == TokenKind::Mark || is_text(i + 1, "und", "worden", "werden");
}

}  // namespace stet::classify
