// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "segment/segmenter.hpp"
#include "stet/document.hpp"
#include "support/generated_text.hpp"

namespace stet::segment {
namespace {

TEST(DetectLanguage, KnowsTheseTexts) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases{
      {"en", "The board will meet on Monday and the minutes are to be published."},
      {"fr", "Le conseil se réunit lundi et les procès-verbaux seront publiés dans la semaine."},
      {"es", "El consejo se reúne el lunes y las actas se publicarán en la semana."},
      {"de", "Der Rat tagt am Montag und die Niederschrift wird in der Woche veröffentlicht."},
      {"it", "Il consiglio si riunisce lunedì e i verbali sono pubblicati nella settimana."},
      {"pt", "O conselho reúne-se na segunda-feira e as atas são publicadas em uma semana."},
      {"nl", "De raad komt maandag bijeen en het verslag wordt in de week gepubliceerd."},
      {"da", "Rådet mødes på mandag, og referatet bliver offentliggjort i ugen efter det."},
      {"ru", "Совет соберётся в понедельник, и протокол будет опубликован на этой неделе."},
      {"uk", "Рада збереться в понеділок, і протокол буде опубліковано цього тижня."},
      {"bg", "Съветът ще се събере в понеделник и протоколът ще бъде публикуван."},
      {"ar", "يجتمع المجلس يوم الاثنين وسينشر المحضر في الأسبوع نفسه."},
      {"fa",
       "شورا روز دوشنبه تشکیل جلسه می‌دهد و صورت‌جلسه منتشر می‌شود "
       "که "
       "گزارش "
       "است."},
      {"ur", "کونسل کا اجلاس پیر کو ہوگا اور رپورٹ اسی ہفتے شائع کی جائے گی۔"},
      {"hi", "परिषद की बैठक सोमवार को होगी और कार्यवृत्त प्रकाशित किया जाएगा।"},
      {"zh", "理事会将于星期一开会，会议记录将在本周公布。"},
      {"ja", "理事会は月曜日に開かれ、議事録は今週中に公表されます。"},
      {"ko", "이사회는 월요일에 열리며 회의록은 이번 주에 공개됩니다."},
      {"th", "คณะกรรมการจะประชุมในวันจันทร์และจะเผยแพร่รายงาน"},
      {"el", "Το συμβούλιο συνεδριάζει τη Δευτέρα και τα πρακτικά δημοσιεύονται."},
      {"he", "המועצה תתכנס ביום שני והפרוטוקול יפורסם השבוע."},
      {"hy", "Խորհուրդը հավաքվում է երկուշաբթի:"},
      {"zh", "理事会（Board of Trustees）将于星期一开会，会议记录（minutes）将公布。"},
      {"und", "Jane Marrow, Corin Dast, Renske Ubeda, Tom Arden, Wiebke Harmsfeld, Anselm Lutz, Olga Conti, 2018"},
      {"und", "12.5 % + 3 = ?"},
      {"und", ""},
  };
  for (const auto& [language, text] : cases) EXPECT_EQ(detect_language(text), language) << text;
}

TEST(DetectLanguage, LooksAtTheBeginningOnly) {
  std::string text;
  while (text.size() < 20000) text += "The board will meet on Monday and the minutes are to be published. ";
  while (text.size() < 200000) text += "Совет соберётся в понедельник. ";
  EXPECT_EQ(detect_language(text), "en");
}

Document document_in(std::string text, const std::string& language = {}) {
  Document document;
  document.source = Source::of(std::move(text), "text");
  if (!language.empty()) document.metadata.push_back({"language", language});
  return document;
}

TEST(LanguageOf, TakesRequestThenMetadataThenText) {
  const Document english = document_in("The board will meet on Monday and the minutes are to be published.");
  const Document french = document_in("Le conseil se réunit lundi et les actes seront publiés.", "fr-CA");
  const Document german = document_in("Der Rat tagt am Montag.", "de");
  const Document odd = document_in("The board will meet on the day.", "the language, as they say");
  EXPECT_EQ(language_of("pt-BR", english, french), "pt-BR");
  EXPECT_EQ(language_of("", english, french), "fr-CA");
  EXPECT_EQ(language_of("", french, english), "fr-CA");
  EXPECT_EQ(language_of("", english, odd), "en");
  EXPECT_EQ(language_of("", french, german), language_of("", german, french));
}

/// Lines of a few languages, mostly short texts, some longer than what is looked at.
std::string some_lines(stet::test::Dice& dice) {
  const std::vector<std::string_view> lines{"The board will meet on Monday and the minutes are to be published.",
                                            "Le conseil se réunit lundi et les procès-verbaux seront publiés.",
                                            "Der Rat tagt am Montag und die Niederschrift wird veröffentlicht.",
                                            "Совет соберётся в понедельник, и протокол будет опубликован.",
                                            "理事会将于星期一开会，会议记录将在本周公布。",
                                            "a",
                                            ""};
  std::string text;
  for (std::size_t i = dice.roll(dice.chance(5) ? 600 : 8); i > 0; --i) {
    text += lines[dice.roll(lines.size())];
    text += dice.chance(10) ? "\r\n" : "\n";
  }
  if (dice.chance(40)) text += lines[dice.roll(lines.size())];
  return text;
}

TEST(LanguageOf, CountsLinesThatBothHaveAsOftenAsBothHaveThem) {
  stet::test::Dice dice(17);
  for (int round = 0; round < 600; ++round) {
    const std::string head = some_lines(dice);
    const std::string tail = some_lines(dice);
    const Document before = document_in(head + some_lines(dice) + tail, "");
    const Document after = document_in(head + some_lines(dice) + tail, "");
    LanguageMemory memory;  // counts each text by itself
    EXPECT_EQ(language_of("", before, after), language_of("", before, after, &memory)) << round;
  }
}

}  // namespace
}  // namespace stet::segment
