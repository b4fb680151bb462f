// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "classify/clock_times.hpp"
#include "classify/entities.hpp"

namespace stet::classify {

/// What was read of a date.
struct DateParts {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> last_day;  ///< of a range
  std::optional<int> weekday;
  std::string time;
  std::string other;  ///< Whatever has no canonical form, as written.
  bool certain = true;

  /// Forgets all of it, in place: most readings end so.
  void clear() {
    year = month = day = last_day = weekday = std::nullopt;
    time.clear();
    other.clear();
    certain = true;
  }
};

[[nodiscard]] constexpr bool is_year(int value) {
  constexpr int kFirst = 1000;
  constexpr int kLast = 2199;
  return value >= kFirst && value <= kLast;
}
[[nodiscard]] constexpr bool is_day(int value) { return value >= 1 && value <= 31; }

/// Reads one date that begins at a token: the grammar of dates.cpp. What is read in figures, in words, and as a period
/// without a day has a file of its own each.
class DateReader {
 public:
  DateReader(const TokenView& view, std::uint32_t first) : view_(view), first_(first), at_(first) {}
  std::optional<Found> read();

 private:
  [[nodiscard]] Found found();
  void reset(std::uint32_t at);
  /// Reads "morning", "de la tarde" at `i` on: it goes into the time, or stands as written.
  bool take_day_part(std::uint32_t& i);
  /// Monday morning, lundi 3 mars au matin
  void day_part_behind();
  /// the morning of 9 May, सुबह 7 बजे, 上午九点
  bool day_part_first();
  bool numeric_at(std::uint32_t i);
  bool worded_at(std::uint32_t i);
  bool day_at(std::uint32_t i);
  /// early 2025, Anfang März, à la fin du XIXe siècle
  bool date_part_first();
  /// 2025年初, मार्च के अंत
  void date_part_behind();
  /// Whether a year could be the count of what stands behind it.
  [[nodiscard]] bool counted(std::uint32_t i) const;
  /// The second year of a season: 2023/24, 2023-2024.
  bool season(std::uint32_t& i);
  /// 2018-03-05, 05/03/2018, 5.3.2018, 2018/3/5
  bool numeric();
  [[nodiscard]] bool is_text(std::uint32_t i, std::string_view a, std::string_view b = {},
                             std::string_view c = {}) const {
    const std::string_view text = view_.text(i);
    return !text.empty() && (text == a || text == b || text == c);
  }
  /// 2018年3月5日, 平成30年, 三月五日
  bool east_asian();
  /// Whether a day without its month is a date: with a part of the day behind it, or the end of a range of dates.
  [[nodiscard]] bool day_alone(std::uint32_t behind) const;
  bool fail();
  [[nodiscard]] bool has_articles() const { return view_.lexicon().language() != "ru"; }
  [[nodiscard]] std::uint32_t skip_joints(std::uint32_t i) const;
  /// A day of the month: figures, with an ordinal ending or dot, or an ordinal word before or behind a month.
  std::optional<int> day(std::uint32_t& i) const;
  /// A month's name; an abbreviated one takes its dot along.
  std::optional<int> month(std::uint32_t& i) const;
  std::optional<int> year(std::uint32_t& i) const;
  void year_behind(std::uint32_t& i);
  /// Montagvormittag
  bool german_day_part();
  bool worded();
  [[nodiscard]] bool weekday_here(std::uint32_t i) const;
  /// 5 March 2018; 27 and 28 February; 5 de marzo de 2018
  bool day_and_month(std::uint32_t& i);
  /// March 5, 2018; March 2018; March
  bool month_and_day(std::uint32_t& i);
  /// Whether a month or a weekday is somebody's name, by its capital: Julio Domingo, Dr. August Lindner, the planet
  /// Mars.
  [[nodiscard]] bool names_somebody(std::uint32_t i) const;
  /// Whether a month's name without a number is one: "may" and "march" need a capital and no name before them.
  [[nodiscard]] bool month_alone(std::uint32_t i) const;
  /// "17:00" for 5 p.m. A bare hour up to twelve may be either half of the day in English.
  void set_time(const Clock& clock);
  bool clock_time(std::uint32_t& i);
  static bool is_zone(std::string_view text);
  void time_behind();
  bool time_of_day();
  /// Q3 2018, third quarter of 2018, T3, 3. Quartal
  bool quarter();
  /// the 1990s, années 1990, 1990er Jahre, 90-е годы
  bool decade();
  bool relative();
  /// bis zum Herbst, "by summer": by what stands before it.
  bool season_alone();
  /// What a phrase says of a period: "week last" for "in der vergangenen Woche". Empty where it says no such thing.
  [[nodiscard]] std::string modified_period(std::uint32_t first, std::uint32_t last) const;
  /// Whether a holiday here is a part of a name: Noël Dupont, Easter Island.
  [[nodiscard]] bool names_beside(std::uint32_t i, std::uint32_t length) const;
  /// next Friday, nächsten Jahres, le mois prochain, 上周五
  bool modified();
  /// Reads the words behind a weekday or a period that say which: lundi prochain.
  void modifier_behind(std::uint32_t& i);
  /// What has a beginning or end: next week, the month, summer, el próximo año.
  bool period_at(std::uint32_t i, bool determined);
  /// IV, xix: canonical, up to 39; the ending of fr. XIXe left out.
  [[nodiscard]] static std::optional<int> roman(std::string_view folded);
  /// in 2018; (2018); since 2015
  bool bare_year();
  /// A year that only its clause tells from a count: "wurde 2019 unterzeichnet", "entstand 2019 in Rom"; 2019 में.
  [[nodiscard]] bool year_by_syntax(std::uint32_t i) const;

  const TokenView& view_;
  std::uint32_t first_;
  std::uint32_t at_;
  DateParts parts_;
  std::string_view day_part_;  ///< am, pm, noon, night
  std::string day_part_text_;
  std::uint32_t time_first_ = 0;  ///< Where the time behind the date begins, with what joins them; 0 without one.
};

}  // namespace stet::classify
