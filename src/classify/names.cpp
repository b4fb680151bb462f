// SPDX-License-Identifier: Apache-2.0
// Names: people with title and honorific, organisations, places, products with their version.
//
// In languages whose capitals say it, a name is a run of capitalised words, joined by particles ("University of
// Geneva"), that does not merely begin its sentence; lists of places, organisation words and honorifics decide where
// capitals do not (the first word of a sentence, German). Scripts without case are read in names_without_case.cpp. An
// office without its holder is none.
//
// Case it gets wrong: a capitalised term of a contract that no list has ("the Widget") is taken for a name.
// Cost: linear in the tokens looked at.
#include <algorithm>

#include "classify/entities.hpp"
#include "classify/names_without_case.hpp"

namespace stet::classify {
namespace {

class NameReader {
 public:
  NameReader(const TokenView& view, std::uint32_t first) : view_(view), first_(first) {}

  std::optional<Found> read() {
    if (view_[first_].kind == TokenKind::Mark || view_[first_].kind == TokenKind::Number) return std::nullopt;
    if (auto body = by_body()) return body;
    if (const std::uint32_t last = by_honorific()) return found(last);
    if (const std::uint32_t last = name_by_kinship(view_, first_)) return found(last);
    if (const std::uint32_t last = by_given_name()) return found(last);
    if (const std::uint32_t last = by_list()) return found(last);
    if (view_.lexicon().capital_names() || view_.lexicon().language() == "de") return by_capitals();
    return name_by_organisation(view_, first_);
  }

 private:
  static Found found(std::uint32_t last) { return Found{last, {}, true}; }

  [[nodiscard]] bool capital(std::uint32_t i) const {
    return i < view_.size() && view_[i].capital &&
           (view_[i].kind == TokenKind::Word || view_[i].kind == TokenKind::Mixed);
  }

  /// UNESCO, Organisation mondiale de la santé, 世卫组织: the same value for every name of one. A longer run of
  /// capitals is another: "EU Agency".
  [[nodiscard]] std::optional<Found> by_body() const {
    const std::uint32_t length = view_.match(first_, WordClass::Body);
    if (length == 0) return std::nullopt;
    const std::uint32_t end = first_ + length;
    if (has_case()) {
      constexpr std::size_t kLongAcronym = 6;
      const bool starts = view_.side().starts_sentence[first_] && view_.raw(first_).size() <= kLongAcronym;
      if (length == 1 && !view_[first_].all_caps && (starts || !view_[first_].capital)) return std::nullopt;
      if (view_[first_].capital && capital_run(first_) > end) return std::nullopt;
    }
    // 中国政府, संयुक्त राष्ट्र महासभा: one of its own.
    const std::string_view language = view_.lexicon().language();
    if ((language == "zh" || language == "ja" || language == "hi") && view_.is(end, WordClass::Organisation))
      return std::nullopt;
    return Found{end, std::string(view_.value(first_, WordClass::Body)), true};
  }

  /// Anna von der Heide, राहुल शर्मा, محمد الزهراني: where capitals do not tell a name, one that many people have.
  [[nodiscard]] std::uint32_t by_given_name() const {
    const std::string_view language = view_.lexicon().language();
    if (!view_.is_word(first_, WordClass::GivenName)) return 0;
    std::uint32_t end = first_ + 1;
    if (language == "de") {
      if (!view_[first_].capital) return 0;
      while (capital(end) && view_.is_word(end, WordClass::GivenName)) ++end;
      const std::uint32_t behind = behind_particles(end);
      if (capital(behind) && !taken_elsewhere(behind) && view_.spaced(end)) return behind + 1;
      return end > first_ + 1 ? end : 0;
    }
    while (view_.is_word(end, WordClass::GivenName) || view_.is_word(end, WordClass::Surname)) ++end;
    if (language == "ar" && end < view_.size() && view_.text(end).starts_with("ال") && view_.classes(end).empty() &&
        view_.side().entity_of[end] == kNoEntity)
      ++end;
    return end > first_ + 1 ? end : 0;
  }

  /// Where the words behind "von", "von der", "van" begin; `i` where none stands there.
  [[nodiscard]] std::uint32_t behind_particles(std::uint32_t i) const {
    constexpr std::string_view kParticles[] = {"von", "vom", "van", "zu",  "zur", "zum", "de",
                                               "di",  "da",  "del", "du",  "dos", "ibn", "bin",
                                               "al",  "el",  "ter", "ten", "der", "den", "dem"};
    std::uint32_t next = i;
    while (next < i + 3 && std::ranges::find(kParticles, view_.text(next)) != std::end(kParticles)) ++next;
    if (next == i + 1 && (view_.text(i) == "der" || view_.text(i) == "den" || view_.text(i) == "dem")) return i;
    return next;
  }

  /// "Ms. Coninsx", "السيد محمد علي", "श्री शर्मा"; in zh and ja the honorific stands behind.
  std::uint32_t by_honorific() const {
    const std::uint32_t length = view_.match(first_, WordClass::Honorific);
    if (length == 0) return 0;
    std::uint32_t at = first_ + length;
    if (view_.is_mark(at, ".") && !view_.spaced(at)) ++at;
    // More of them, and an office: "Under-Secretary-General Mr.", "Señor Presidente".
    constexpr std::uint32_t kMostTitles = 16;  // tokens; so that a text of titles costs no more
    while (at < first_ + kMostTitles) {
      const std::uint32_t more = view_.match(at, WordClass::Honorific);
      if (more == 0) break;
      at += more;
      if (view_.is_mark(at, ".") && !view_.spaced(at)) ++at;
    }
    if (has_case()) {
      if (view_.is(at, WordClass::Place) || (at < view_.size() && is_acronym(at))) return 0;
      if (view_.lexicon().language() == "de" && !view_.is(at - 1, WordClass::Office))
        if (const std::uint32_t behind = behind_particles(at); behind > at && capital(behind)) at = behind;
      std::uint32_t end = capital_run(at);
      if (view_.lexicon().language() == "de" && end > at) {
        const std::uint32_t behind = behind_particles(end);
        if (behind > end && capital(behind) && view_.text(end) != "zu" && view_.text(end) != "zum" &&
            view_.text(end) != "zur" && view_.text(end) != "vom")
          end = behind + 1;
      }
      return end > at ? end : 0;
    }
    // 市长|陈志|远|表示
    if (at < view_.size() && view_[at].unspaced)
      if (const std::uint32_t end = name_by_surname(view_, at, true)) return end;
    // Two words behind where nothing marks the name's end, unless a word of grammar comes first.
    std::uint32_t end = at;
    while (end < view_.size() && end < at + 2 && view_[end].kind == TokenKind::Word &&
           !view_.is(end, WordClass::Function) && !view_.is(end, WordClass::Speech) &&
           !view_.is(end, WordClass::Office))
      ++end;
    if (end > at && end < view_.size() && view_.text(end - 1) == "عبد") ++end;  // عبد الله
    return end > at ? end : 0;
  }

  [[nodiscard]] bool has_case() const { return view_.lexicon().capital_names() || view_.lexicon().language() == "de"; }

  std::uint32_t by_list() const {
    if (view_[first_].unspaced) return 0;
    for (const WordClass word_class : {WordClass::Place, WordClass::Product}) {
      const std::uint32_t length = view_.match(first_, word_class);
      if (length == 0 || (has_case() && !view_[first_].capital && word_class == WordClass::Place)) continue;
      if (view_.lexicon().capital_names()) return std::max(capital_run(first_), first_ + length);
      // दिल्ली विश्वविद्यालय
      if (view_.lexicon().language() == "hi" && view_.is(first_ + length, WordClass::Organisation))
        return first_ + length + view_.match(first_ + length, WordClass::Organisation);
      return first_ + length;
    }
    // "ministère de la Santé": a small organisation word that particles join to a capital.
    if (view_.lexicon().capital_names() && !view_[first_].capital) {
      const std::uint32_t length = view_.match(first_, WordClass::Organisation);
      std::uint32_t next = first_ + length;
      while (length != 0 && next < first_ + length + 3 && view_.is_word(next, WordClass::Particle)) ++next;
      if (length != 0 && next > first_ + length && next < view_.size() && capital(next) && !taken_elsewhere(next))
        return with_fields(capital_run(next));
      // "ministère de la santé": in small letters throughout, where the word says of itself that it is one of a kind.
      if (length != 0 && view_.value(first_, WordClass::Organisation) == "field") {
        const std::uint32_t end = with_fields(first_ + length);
        if (end > first_ + length) return end;
      }
    }
    return 0;
  }

  /// The end of a run of capitalised words that begins at `i`, with the particles between them.
  [[nodiscard]] std::uint32_t capital_run(std::uint32_t i) const {
    constexpr std::uint32_t kLongestName = 64;  // words; so that texts in capitals cost no more
    std::uint32_t end = i;
    while (end < view_.size() && end - i < kLongestName) {
      if (!taken_elsewhere(end) && capital(end)) {
        ++end;
        // An initial's or an abbreviation's dot: "J. Smith".
        if (view_.is_mark(end, ".") && !view_.spaced(end) && view_.raw(end - 1).size() <= 2 && capital(end + 1)) ++end;
        continue;
      }
      if (end == i) break;
      if (view_.lexicon().language() == "de" && !view_.is(i, WordClass::Organisation)) break;
      std::uint32_t next = end;
      if (view_.is_mark(next, "&"))
        ++next;
      else
        while (next < end + 3 && view_.is_word(next, WordClass::Particle)) ++next;
      if (next == end || !capital(next) || taken_elsewhere(next)) break;
      if (is_place_particle(next - 1) && !organisation_in(i, end)) break;
      end = next;
    }
    return end;
  }

  /// "Ana dos Santos em Lisboa": what says where, or what else ("Israel and Jordan"),
  /// and joins the words of an organisation's name alone.
  [[nodiscard]] bool is_place_particle(std::uint32_t i) const {
    for (const std::string_view particle :
         {"en", "em", "in", "à", "on", "para", "pour", "в", "по", "при", "для", "and", "et", "y", "e", "и"})
      if (view_.text(i) == particle) return true;
    return false;
  }

  /// The end of a name that goes on in small letters behind an organisation's word: Ministère de la santé,
  /// Министерством внутренних дел. `end` where it does not.
  [[nodiscard]] std::uint32_t with_fields(std::uint32_t end) const {
    for (;;) {
      std::uint32_t next = end;
      while (next < end + 3 && (view_.is_word(next, WordClass::Particle) || view_.is_mark(next, ","))) ++next;
      const std::uint32_t length = view_.match(next, WordClass::Field);
      if (length == 0 || view_.side().entity_of[next] != kNoEntity) return end;
      end = next + length;
    }
  }

  [[nodiscard]] bool taken_elsewhere(std::uint32_t i) const {
    return view_.side().entity_of[i] != kNoEntity || (view_.is_word(i, WordClass::Function) && !view_[i].all_caps);
  }

  /// Whether capitals mean nothing here: a heading in title case, a text in capitals.
  [[nodiscard]] bool capitals_everywhere() const {
    const TokenView::Capitals& capitals = view_.capitals();
    return capitals.long_words >= 4 && capitals.long_capitals * 5 > capitals.long_words * 4;
  }

  /// Whether the word stands in quotation marks among words that mostly have capitals: a title.
  [[nodiscard]] bool in_title() const {
    if (!view_.capitals().quotes) return false;
    constexpr std::uint32_t kReach = 16;
    std::uint32_t begin = first_;
    while (begin > 0 && first_ - begin < kReach && !view_.is_mark(begin - 1, "'")) --begin;
    std::uint32_t end = first_;
    while (end < view_.size() && end - first_ < kReach && !view_.is_mark(end, "'")) ++end;
    if (begin == 0 || end == view_.size() || !view_.is_mark(begin - 1, "'") || !view_.is_mark(end, "'")) return false;
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (view_[i].kind != TokenKind::Word || view_.is_word(i, WordClass::Function)) continue;
      ++words;
      if (view_[i].capital) ++capitals;
    }
    return words >= 2 && capitals * 3 >= words * 2;
  }

  /// компания «Ромашка»: quotation marks behind an organisation word.
  [[nodiscard]] bool named_by_quotes() const {
    return first_ > 1 && view_.is_mark(first_ - 1, "'") && view_.is(first_ - 2, WordClass::Organisation);
  }

  /// "Ein Sprecher von Rewe": whom an office speaks for.
  [[nodiscard]] bool spoken_for() const {
    return first_ > 1 && view_.text(first_ - 1) == "von" && view_.is(first_ - 2, WordClass::Office) &&
           view_.classes(first_).empty() && !view_.text(first_).ends_with('n');  // no plural: von Anwohnern
  }

  /// "Okonkwo, 47, ", "Okonkwo, a former treasurer": what no adverb or plural has behind it at the start of a sentence.
  [[nodiscard]] bool described_behind() const {
    const std::uint32_t comma = first_ + 1;
    if (!view_.is_mark(comma, ",") || !view_.classes(first_).empty()) return false;
    if (view_.is_mark(comma + 2, ",") && comma + 1 < view_.size() && view_[comma + 1].kind == TokenKind::Number)
      return small_integer(view_.raw(comma + 1)).value_or(0) < 120;
    if (view_.lexicon().language() != "en" || view_.text(first_).ends_with("ly")) return false;
    const bool article = view_.text(comma + 1) == "a" || view_.text(comma + 1) == "an";
    return article && (view_.text(comma + 2) == "former" || view_.text(comma + 2) == "retired" ||
                       view_.is(comma + 2, WordClass::Office));
  }

  std::optional<Found> by_capitals() const {
    if (!capital(first_)) return std::nullopt;
    if (is_defined_term()) return std::nullopt;
    if (const std::uint32_t length = view_.match(first_, WordClass::Organisation); length != 0) {
      const std::uint32_t last = with_fields(first_ + length);
      if (last > first_ + length) return found(last);
    }
    const bool acronym = is_acronym(first_);
    if (view_.is_word(first_, WordClass::Function) && !case_distinct(first_)) return std::nullopt;
    std::uint32_t end = capital_run(first_);
    if (starts_line_of_date(end)) return std::nullopt;
    if (end == first_) return acronym ? std::optional(found(first_ + 1)) : std::nullopt;
    const bool starts = view_.side().starts_sentence[first_];
    // "Fire in Paris": the capital of a sentence's first word says nothing.
    if (starts && !acronym && end > first_ + 1 && view_.is_word(first_ + 1, WordClass::Particle) && !is_known(first_))
      return std::nullopt;
    // "Войска США", "Приказ Министерства культуры": the sentence's first word before a name.
    if (starts && !acronym && !is_known(first_) && end > first_ + 1 && begins_known_name(first_ + 1))
      return std::nullopt;
    // "Die Briefe Emil Rautenbachs": a German noun before a name.
    if (view_.lexicon().language() == "de" && !acronym && !is_known(first_) && end > first_ + 2 &&
        !view_.is_word(first_, WordClass::GivenName) && view_.is_word(first_ + 1, WordClass::GivenName))
      return std::nullopt;
    // An office before an organisation or a place is no part of its name: "Director of INTERPOL".
    if (const std::uint32_t office = view_.match(first_, WordClass::Office)) {
      std::uint32_t next = first_ + office;
      while (view_.is_word(next, WordClass::Particle)) ++next;
      if (next < end &&
          (is_acronym(next) || view_.is(next, WordClass::Place) || view_.is(next, WordClass::Organisation)))
        return std::nullopt;
    }
    if (!acronym && !list_word_in(first_, end)) {
      if (capitals_everywhere() || in_title()) return std::nullopt;
      if (starts && end == first_ + 1 && !named_by_quotes() && !described_behind()) return std::nullopt;
      if (view_.lexicon().language() == "de" && end < first_ + 2 && !spoken_for()) return std::nullopt;
      if (all_generic(first_, end)) return std::nullopt;
      if (starts && view_.is(first_, WordClass::Generic)) return std::nullopt;
    } else if (!acronym && all_generic(first_, end)) {
      return std::nullopt;
    }
    if (starts && !acronym && view_.lexicon().language() == "de" && end == first_ + 1 && !place_in(first_, end))
      return std::nullopt;
    return found(end);
  }

  /// «il Fornitore», (“the Provider”): one capitalised word in quotation marks, with an article perhaps, that a cue
  /// before or behind the marks says to be a term.
  [[nodiscard]] bool is_defined_term() const {
    std::uint32_t open = first_;
    if (open > 0 && view_.is_word(open - 1, WordClass::Determiner)) --open;
    if (open == 0 || !view_.is_mark(open - 1, "'") || !view_.is_mark(first_ + 1, "'")) return false;
    --open;
    constexpr std::uint32_t kReach = 4;
    for (std::uint32_t i = open; i-- > 0 && open - i <= kReach;)
      if (view_.is(i, WordClass::TitleCue)) return true;
    for (std::uint32_t i = first_ + 2; i < view_.size() && i < first_ + 2 + kReach; ++i)
      if (view_.is(i, WordClass::TitleCue)) return true;
    return false;
  }

  /// "Last Updated: 4 December", "Date: 3 May": words that begin their text and a colon before a date are its label.
  [[nodiscard]] bool starts_line_of_date(std::uint32_t end) const {
    if (!view_.is_mark(end, ":") || end + 1 >= view_.size()) return false;
    for (std::uint32_t i = 0; i < first_; ++i)
      if (!capital(i)) return false;
    const std::uint32_t entity = view_.side().entity_of[end + 1];
    return entity != kNoEntity && view_.side().entities[entity].kind == EntityKind::Date;
  }

  /// Whether initials, or a name that lists have, begin here.
  [[nodiscard]] bool begins_known_name(std::uint32_t i) const {
    return is_acronym(i) || view_.is(i, WordClass::Body) || view_.value(i, WordClass::Organisation) == "field";
  }

  /// Whether a list says that a name may begin with this word.
  [[nodiscard]] bool is_known(std::uint32_t i) const {
    for (const WordClass word_class :
         {WordClass::Place, WordClass::Product, WordClass::Organisation, WordClass::Office, WordClass::Honorific})
      if (view_.is(i, word_class)) return true;
    return false;
  }

  [[nodiscard]] bool is_acronym(std::uint32_t i) const {
    return view_[i].all_caps && view_.raw(i).size() <= 12 && !shouting();
  }

  /// Whether the whole text is in capitals.
  [[nodiscard]] bool shouting() const {
    return view_.capitals().words >= 3 && view_.capitals().all_caps * 3 > view_.capitals().words * 2;
  }

  /// US beside us, WHO beside who.
  [[nodiscard]] bool case_distinct(std::uint32_t i) const { return view_[i].all_caps && !shouting(); }

  [[nodiscard]] bool place_in(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (view_.is(i, WordClass::Place) || view_.is(i, WordClass::Product)) return true;
    return false;
  }

  [[nodiscard]] bool list_word_in(std::uint32_t first, std::uint32_t last) const {
    if (place_in(first, last)) return true;
    for (std::uint32_t i = first; i < last; ++i) {
      if (is_acronym(i)) return true;
      if (view_.is(i, WordClass::Organisation) && last > first + 1) return true;
    }
    return false;
  }

  /// Agency's, Agencies, Accounts: the possessive or the plural of a term that a list has.
  [[nodiscard]] bool is_form_of_generic(std::uint32_t i) const {
    const Lexicon& lexicon = view_.lexicon();
    if (lexicon.language() != "en") return false;
    std::string_view word = view_.text(i);
    const auto is_generic = [&](std::string_view form) { return lexicon.is(form, WordClass::Generic); };
    if (word.ends_with("'s")) return is_generic(word.substr(0, word.size() - 2));
    if (word.ends_with('\'')) word.remove_suffix(1);  // the Users'
    if (!word.ends_with('s')) return false;
    const std::string_view singular = word.substr(0, word.size() - 1);
    if (is_generic(singular) || is_generic(word)) return true;
    return word.ends_with("ies") && is_generic(std::string(word.substr(0, word.size() - 3)) + 'y');
  }

  /// Offices without a holder, and terms of a text: "Executive Director", "Member States".
  [[nodiscard]] bool all_generic(std::uint32_t first, std::uint32_t last) const {
    bool office = false;
    for (std::uint32_t i = first; i < last;) {
      const std::uint32_t office_length = view_.match(i, WordClass::Office);
      const std::uint32_t generic = view_.match(i, WordClass::Generic);
      const std::uint32_t length = std::max(office_length, generic);
      if (length != 0) {
        office |= office_length != 0;
        i += length;
      } else if (is_form_of_generic(i)) {
        ++i;
      } else if (view_.is_word(i, WordClass::Particle)) {
        // "Minister of Health" names no holder; "Director of INTERPOL" names an organisation.
        if (office && !list_word_in(i, last) && !organisation_in(i, last)) return true;
        ++i;
      } else {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool organisation_in(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t i = first; i < last; ++i)
      if (view_.is(i, WordClass::Organisation)) return true;
    return false;
  }

  const TokenView& view_;
  std::uint32_t first_;
};

}  // namespace

std::optional<Found> name_at(const TokenView& view, std::uint32_t i) { return NameReader(view, i).read(); }

}  // namespace stet::classify
