// SPDX-License-Identifier: Apache-2.0
#include "classify/classify.hpp"

#include <gtest/gtest.h>

#include "marked_pair.hpp"

namespace stet::classify::test {
namespace {

std::vector<Change> classified(AlignedPair pair) {
  return classify(pair.before, pair.after, pair.alignment, "en").changes;
}

TEST(Classify, ATargetThatDiffersIsRewordedWithTargetEdits) {
  AlignedPair pair = aligned(parse_marked("substantive | See the report today.", "en"));
  pair.before.blocks[0].links.push_back({{8, 14}, "https://a.example"});
  pair.after.blocks[0].links.push_back({{8, 14}, "https://b.example"});
  const Change change = classified(pair).front();
  EXPECT_EQ(change.kind, ChangeKind::Reworded);
  EXPECT_EQ(change.severity, Severity::Substantive);
  ASSERT_EQ(change.edits.size(), 3U);
  EXPECT_EQ(change.edits[0].text, "See the report today.");
  EXPECT_TRUE(change.edits[1].target);
  EXPECT_EQ(change.edits[1].op, EditOp::Delete);
  EXPECT_EQ(change.edits[1].text, "https://a.example");
  EXPECT_EQ(change.edits[2].text, "https://b.example");
  EXPECT_EQ(change.categories, CategorySet{Category::Link});
}

TEST(Classify, EqualTextThatMovedIsMovedAndEditorial) {
  AlignedPair pair = aligned(parse_marked("none | The same.", "en"));
  pair.alignment.matches[0].moved = true;
  const Change change = classified(pair).front();
  EXPECT_EQ(change.kind, ChangeKind::Moved);
  EXPECT_EQ(change.severity, Severity::Editorial);
  EXPECT_TRUE(change.edits.empty());
  EXPECT_EQ(change.similarity(), 1);
}

TEST(Classify, TypographyThatMovedIsRewordedAndEditorial) {
  AlignedPair pair = aligned(parse_marked("none | It[['=>’|typography]]s late.", "en"));
  pair.alignment.matches[0].moved = true;
  const Change change = classified(pair).front();
  EXPECT_EQ(change.kind, ChangeKind::Reworded);
  EXPECT_TRUE(change.moved);
  EXPECT_EQ(change.severity, Severity::Editorial);
}

TEST(Classify, AddedAndRemovedAreSubstantiveWithoutEdits) {
  AlignedPair pair = aligned(parse_marked("none | One.", "en"));
  pair.alignment.matches.assign(2, {});
  pair.alignment.matches[0].before = {SentenceIndex{0}};
  pair.alignment.matches[1].after = {SentenceIndex{0}};
  const std::vector<Change> changes = classified(pair);
  EXPECT_EQ(changes[0].kind, ChangeKind::Removed);
  EXPECT_EQ(changes[1].kind, ChangeKind::Added);
  for (const Change& change : changes) {
    EXPECT_EQ(change.severity, Severity::Substantive);
    EXPECT_TRUE(change.edits.empty());
  }
}

TEST(Classify, ASplitIsEditorialAndRunsOverTheSpaceBetween) {
  const AlignedPair pair = aligned(parse_marked("editorial | It opened[[, and it=>.‖ It|wording]] closed.", "en"));
  const Change change = classified(pair).front();
  EXPECT_EQ(change.kind, ChangeKind::Split);
  EXPECT_EQ(change.severity, Severity::Editorial);
  std::string after;
  for (const Edit& edit : change.edits)
    if (edit.op != EditOp::Delete) after += edit.text;
  EXPECT_EQ(after, "It opened. It closed.");
}

/// Pairs whose categories and severity are found as they are marked, each by a rule that a floor over many does not
/// guard.
void expect_as_marked(const std::vector<std::pair<const char*, const char*>>& pairs) {
  for (const auto& [language, line] : pairs) {
    const MarkedPair marked = parse_marked(line, language);
    CategorySet categories;
    for (const MarkedEdit& edit : marked.edits) categories.insert(edit.categories);
    AlignedPair pair = aligned(marked);
    const std::vector<Change> changes = classify(pair.before, pair.after, pair.alignment, language).changes;
    ASSERT_EQ(changes.size(), 1U) << line;
    EXPECT_EQ(changes[0].severity, marked.severity) << line;
    EXPECT_EQ(changes[0].categories, categories) << line;
  }
}

TEST(Classify, AClauseThatMovedChangesNoFact) {
  expect_as_marked({
      {"en",
       "editorial | [[Where members must pay a fee, the=>The|wording+case]] board of the council sends an invoice "
       "to each[[=> where members must pay a fee|wording]]."},
      {"en",
       "substantive | [[Where members must pay a fee, the=>The|modality+case]] board of the council sends an "
       "invoice to each[[=> where members pay a fee|wording]]."},
  });
}

TEST(Classify, AValueWrittenInOtherWordsIsEqual) {
  expect_as_marked({
      {"de", "editorial | Es kamen [[zweihundertfünf=>205|number=]] Menschen."},
      {"de", "substantive | Es kamen [[zweihundertfünf=>206|number]] Menschen."},
      {"it", "editorial | Sono arrivate [[milleduecento=>1200|number=]] persone."},
      {"it", "substantive | Sono arrivate [[milleduecento=>1300|number]] persone."},
      {"hi", "editorial | बिजली [[ढाई=>2.5|number=]] घंटे बंद रही।"},
      {"hi", "editorial | बिजली [[डेढ़=>1.5|number=]] घंटे बंद रही।"},
      {"hi", "editorial | सरकार ने [[ढाई लाख=>2.5 लाख|number=]] घर बनाए।"},
      {"hi", "substantive | बिजली [[ढाई=>1.5|number]] घंटे बंद रही।"},
      {"en", "editorial | The path is [[1.5 km=>1500 m|amount=]] long."},
      {"en", "substantive | The path is [[1.5 km=>1600 m|amount]] long."},
  });
}

TEST(Classify, WhichDayOrPeriodOfItsKindIsADate) {
  expect_as_marked({
      {"en", "substantive | The office opens [[next Friday=>last Friday|date]] at the harbour."},
      {"en", "substantive | It closes at the [[end of the month=>end of the week|date]] for repairs."},
      {"en", "editorial | The [[early days=>long days|wording]] of the project were hard."},
      {"de", "substantive | Die Brücke wird [[Anfang nächsten Jahres=>Ende nächsten Jahres|date]] freigegeben."},
      {"fr", "substantive | La réunion aura lieu [[lundi prochain=>lundi dernier|date]] dans la salle."},
      {"fr", "substantive | La fête a pris fin [[hier=>lundi|date]] sans accord."},
      {"fr", "substantive | La fièvre dure depuis [[2 derniers jours=>3 derniers jours|number]] au moins."},
      {"es", "substantive | La feria abrirá el [[próximo sábado=>pasado sábado|date]] en el parque."},
      {"ru", "substantive | Добровольцы приедут на остров [[в начале лета=>в конце лета|date]], чтобы помочь."},
      {"zh", "substantive | 爆炸发生在[[上周五=>本周五|date]]，附近居民楼的玻璃被震碎。"},
      {"ar", "substantive | ستعقد الجلسة يوم [[الأحد المقبل=>الأحد الماضي|date]] في المقر."},
      {"ar", "substantive | وقع الحريق [[فجر أمس=>مساء أمس|date]] في المصنع."},
      {"ar", "substantive | صدر المرسوم في [[1 رمضان 1445هـ=>2 رمضان 1445هـ|date]] بشأن الهيئة."},
      {"hi", "substantive | बैठक [[अगले सोमवार=>पिछले सोमवार|date]] को मुख्यालय में है।"},
      {"en", "substantive | The shop opened [[last May=>next May|date]] in Bath."},
      {"en", "substantive | The shop opened [[last Christmas=>this Christmas|date]] in Bath."},
      {"fr", "substantive | Le magasin a ouvert en [[mars dernier=>mars prochain|date]] à Bath."},
      {"de", "substantive | Der Umsatz sank im [[vergangenen Quartal=>laufenden Quartal|date]] leicht."},
      {"ar", "substantive | يفتح المتحف [[صباح غد=>مساء غد|date]] للزوار."},
      {"es", "substantive | Abre [[mañana por la tarde=>mañana por la noche|date]] sin falta."},
      {"zh", "substantive | 工程将于[[明年初=>明年底|date]]开工。"},
      {"ru", "substantive | Работы идут до [[конца недели=>конца месяца|date]]."},
      {"de", "substantive | Der Unterricht findet bis [[Ostern=>Pfingsten|date]] statt."},
      {"zh", "substantive | 景区将于[[春节=>国庆节|date]]期间免费开放。"},
  });
}

TEST(Classify, FiguresThatAreOneNumber) {
  const auto edits = [](const char* language, const char* line) {
    AlignedPair pair = aligned(parse_marked(line, language));
    std::string all;
    for (const MarkedEdit& edit : edits_of(classify(pair.before, pair.after, pair.alignment, language).changes)) {
      all += edit.deleted + "=>" + edit.inserted;
      for (const Category category : edit.categories.list()) all += " " + std::string(name_of(category));
      all += "; ";
    }
    return all;
  };
  EXPECT_EQ(edits("en", "editorial | It ended [[2-0=>2-1|number]] at home."), "2-0=>2-1 number; ");
  EXPECT_EQ(edits("de", "editorial | Es endete [[24:25=>24:26|number]] in Hagen."), "24:25=>24:26 number; ");
  EXPECT_EQ(edits("zh", "editorial | 我队以[[2比1=>3比2|number]]战胜对手。"), "2比1=>3比2 number; ");
  EXPECT_EQ(edits("ja", "editorial | お届けまで[[3～5=>5～7|number]]日程度です。"), "3～5=>5～7 number; ");
  EXPECT_EQ(edits("en", "editorial | Call [[0800 555 0142=>0800 555 0147|number]] at once."),
            "0800 555 0142=>0800 555 0147 number; ");
  EXPECT_EQ(edits("en", "editorial | Doors open at [[9:30=>10:30|date]] today."), "9:30=>10:30 date; ");
  EXPECT_EQ(edits("en", "editorial | Bags over [[40 × 30 cm=>30 × 20 cm|amount]] stay."),
            "40 × 30 cm=>30 × 20 cm amount; ");
  EXPECT_EQ(edits("zh", "editorial | 召回[[三千余=>3126|number]]台。"), "三千余=>3126 number; ");
  EXPECT_EQ(edits("ja", "editorial | 総額[[2億5千万円=>2億5,000万円|amount]]である。"),
            "2億5千万円=>2億5,000万円 amount; ");
  // What stays behind a date or before a number stays outside.
  EXPECT_EQ(edits("fr", "editorial | Fixée au [[mardi 12 mars=>jeudi 14 mars|date]] à 9 heures."),
            "mardi 12 mars=>jeudi 14 mars date; ");
  EXPECT_EQ(edits("zh", "editorial | 中超第[[12=>13|number]]轮结束。"), "12=>13 number; ");
  EXPECT_EQ(edits("fr", "editorial | Une hausse de [[3,1 %=>3,8 %|number]] est attendue."), "3,1 %=>3,8 % number; ");
  // What changed places over a word is one edit, over more two; "A and B" is one whichever way.
  EXPECT_EQ(edits("en", "editorial | The minister [[also has=>has also|wording]] asked."),
            "also has=>has also wording; ");
  EXPECT_EQ(edits("es", "editorial | Es [[regular y gradual=>gradual y regular|wording]] siempre."),
            "regular y gradual=>gradual y regular wording; ");
  EXPECT_EQ(edits("hi", "editorial | यह [[नियमित तथा सरल=>सरल तथा नियमित|wording]] है।"),
            "नियमित तथा सरल=>सरल तथा नियमित wording; ");
  EXPECT_EQ(edits("es", "editorial | El ayuntamiento [[también =>|wording]]ha abierto [[=>también |wording]]otro."),
            "también=> wording; =>también wording; ");
}

TEST(Classify, OneOfTwoIsNoRange) {
  expect_as_marked({
      {"en", "substantive | The pipe is [[70 or 80 mm=>70 to 80 mm|amount]] wide."},
      {"es", "substantive | Un tubo de [[20 o 30 mm=>20 a 30 mm|amount]] basta."},
      {"es", "substantive | Acudieron [[mil o doscientos=>mil doscientos|number]] vecinos."},
  });
}

TEST(Classify, ModelsAndRooms) {
  expect_as_marked({
      {"en", "substantive | The hearing is in Courtroom [[4=>6|number]] today."},
      {"en", "substantive | Owners of the [[Brava X200=>Brava X220|name]] kettle should stop using it."},
      {"pt", "substantive | A marca recolhe as cadeiras [[Bebex Pro 2=>Bebex Pro 3|name]] vendidas em lojas."},
      {"it", "substantive | Ne parla la dottoressa [[Carla Primo=>Carla Secondo|name]] domani."},
      {"ar", "substantive | تقام المباراة على [[ملعب السلام=>ملعب الاستقلال|name]] مساء."},
      {"es", "substantive | Lo conserva desde los [[años treinta=>años cuarenta|date]] sin cambios."},
      {"de", "substantive | Die Brücke bleibt bis zum [[Sommer=>Herbst|date]] gesperrt."},
      {"ja", "cosmetic | 監督は「力になった[[...=>……|typography+quotation]]次も勝つ」と語った。"},
  });
}

TEST(Classify, WhatWordsAreElsewhereIsNoFact) {
  expect_as_marked({
      {"en", "editorial | Hikers who [[decline to=>refuse to|wording]] pay are asked to leave."},
      {"ru", "editorial | Залог возвращается тому, кто [[отказался от участия=>отозвал заявку|wording]] до торгов."},
      {"ru", "substantive | Арендодатель [[=>отказывается |negation]]ремонтировать котёл."},
      {"ja", "editorial | 行政庁は、[[速やかに=>遅滞なく|wording]]その理由を通知する。"},
      {"es", "substantive | La junta designó a don [[Segundo Arce=>Primitivo Arce|name]] como representante."},
      {"zh", "editorial | 赎回费计入基金[[财产=>资产|wording]]。"},
      {"zh", "editorial | 会议纪要属于[[正式=>非正式|wording]]文件。"},
      {"zh", "substantive | 该文件[[=>并非|negation]]正式文件。"},
      {"ja", "editorial | 委員会は議事録を[[公開=>非公開|wording]]とした。"},
      {"ar", "editorial | [[تقرر تأجيل=>أجّلت المدرسة|wording]] الرحلة العلمية إلى المتحف."},
      {"ar", "editorial | بني مطار [[جديد=>كبير|wording]] في المدينة."},
      {"ar", "editorial | نظمت الشركة [[التجارية=>المتعاقدة|wording]] المعرض."},
  });
}

TEST(Classify, ProductsAreKnownByWhatTheyAreCalled) {
  expect_as_marked({
      {"de", "substantive | Wer die Software [[Kontor 11=>Kontor 12|name]] nutzen möchte, verlängert die Lizenz."},
      {"ru", "substantive | Поддержка программы «[[Кадры 8=>Кадры 9|name]]» прекратится в мае."},
      {"de", "editorial | Die [[EZB=>Europäische Zentralbank|name=]] beließ den Leitzins unverändert."},
      {"de", "substantive | Die Briefe [[Emil Rautenbachs=>Emil Rautenbergs|name]] an seine Schwester werden gezeigt."},
  });
}

TEST(Classify, ManyWaysToSpellAWord) {
  expect_as_marked({
      {"en", "cosmetic | The [[London-Paris=>London–Paris|typography]] train leaves at noon."},
      {"ru", "cosmetic | Поезд [[Москва-Казань=>Москва–Казань|typography]] отправится утром."},
      {"en", "editorial | The [[committe=>committee|spelling]] noted the measures."},
      {"fr", "editorial | Les [[Etats=>États|spelling]] membres ont été consultés."},
      {"ja", "editorial | 会社からの[[問合わせ=>問い合わせ|spelling]]に答える。"},
      {"ar", "editorial | يعمل [[مسئولي=>مسؤولي|spelling]] الإغاثة على مدار الساعة."},
      {"hi", "editorial | उन्होंने इसका [[ब्यौरा=>ब्योरा|spelling]] देने से मना किया।"},
      {"hi", "editorial | वह नदी [[और=>ओर|wording]] पहाड़ देखने गया।"},
  });
}

TEST(Classify, WhatChangedPlacesChangedTheFact) {
  expect_as_marked({
      {"en", "substantive | The rate rose from [[5 to 7=>7 to 5|number]] in May."},
      {"en", "substantive | [[France sued Germany=>Germany sued France|name]] in The Hague."},
      {"en", "substantive | The hearing moved from [[Monday to Friday=>Friday to Monday|date]]."},
      {"en", "substantive | Members [[must not, guests may=>may, guests must not|modality]] vote."},
      {"en", "editorial | They brought [[salt and pepper=>pepper and salt|wording]] along."},
      {"en", "substantive | It does [[not =>|negation]]lend and does [[not =>|negation]]borrow."},
  });
}

TEST(Classify, WhatReadsLikeADateOrAName) {
  expect_as_marked({
      {"en", "editorial | On Monday [[this=>the|wording]] Committee will decide."},
      {"fr", "editorial | Lundi [[cette=>la|wording]] commission décidera du budget."},
      {"en", "substantive | It was the [[last=>first|number]] day of the fair."},
      {"en", "substantive | It was the [[last=>first|number]] Friday of May."},
      {"en", "editorial | They benefited from the [[fall=>drop|wording]] in oil prices."},
      {"en", "substantive | He sailed to [[Easter Island=>Christmas Island|name]] with friends."},
      {"fr", "substantive | Le maire [[Noël Dupont=>Joël Dupont|name]] a parlé hier."},
      {"pt", "substantive | A cidade de [[Natal=>Recife|name]] recebe o festival."},
      {"en", "substantive | [[Seven=>Nine|number]] A320 aircraft were grounded."},
      {"en", "substantive | [[Must=>Should|modality]] F-16 pilots retrain every year?"},
      {"en", "substantive | He will miss the game [[June 5=>June 6|date]] in Boston."},
      {"en", "substantive | They rallied in Trafalgar Square on [[4 May=>5 May|date]]."},
      {"en", "substantive | Write to Acme B.V. [[Marktstraat 68=>Marktstraat 70|name]] in Delft."},
      {"fr", "substantive | Elle habite rue du [[4-Septembre=>8-Mai|name]] à Paris."},
      {"fr", "substantive | La période de [[janvier–mars=>janvier–juin|date]] est close."},
      {"en", "substantive | The vote–[[not=>and|negation]] the debate–counts here."},
      {"de", "substantive | Das bringt den Bauern [[Millionen=>Milliarden|number]] an Hilfe."},
      {"de", "substantive | Gestern sprach [[Ilka Otto=>Birte Otto|name]] im Rat."},
      {"ar", "editorial | يقع في شارع [[ضيق=>واسع|wording]] قرب المحطة."},
      {"ar", "substantive | يقع المبنى في [[شارع عبد العزيز=>شارع عبد الناصر|name]] قرب المحطة."},
      {"ru", "substantive | Компания [[отказалась=>согласилась|negation]] немедленно платить."},
      {"es", "substantive | Lo firmó [[Peña=>Pena|name]] en Madrid."},
      {"en", "substantive | We report [[early next week=>late next week|date]] to the board."},
      {"de", "editorial | Der [[VDA=>Verband der Automobilindustrie|name=]] legte Zahlen vor."},
      {"de", "editorial | Die [[DGE=>Deutsche Gesellschaft für Ernährung|name=]] legte Zahlen vor."},
  });
}

TEST(Classify, ARangeOrASizeWrittenOtherwiseIsEqual) {
  expect_as_marked({
      {"en", "editorial | It takes [[5–7=>5 to 7|number=]] days to arrive."},
      {"en", "substantive | It takes [[5–7=>5 to 8|number]] days to arrive."},
      {"en", "substantive | It is for children aged [[5–7=>5 and 7|number]] at school."},
      {"en", "substantive | The home side lost [[3–1=>1–3|number]] on Saturday."},
      {"en", "substantive | Take [[5 mg=>5 g|amount]] per 10 ml of water."},
      {"zh", "substantive | 售价[[港币150元=>港币150美元|amount]]。"},
      {"zh", "editorial | 活动吸引[[3000余=>三千余|number=]]人参加。"},
      {"de", "editorial | [[In der letzten Woche=>In der vergangenen Woche|date=]] wurde gebaut."},
      {"ru", "editorial | В [[будущем году=>следующем году|date=]] откроется парк."},
      {"de", "editorial | Das dauert [[2–3=>2 bis 3|number=]] Tage im Mittel."},
      {"en", "substantive | You must wait [[6 - 24=>6–25|number]] months."},
      {"en", "cosmetic | You must wait [[6 - 24=>6–24|typography]] months."},
      {"zh", "editorial | 需要[[2–3=>2至3|number=]]天到达。"},
      {"en", "editorial | Call [[0800 555 0142=>0800-555-0142|number=]] at once."},
      {"en", "editorial | Bags over [[40 by 30 cm=>40 × 30 cm|amount=]] stay."},
      {"en", "editorial | Bags over [[40 × 30 cm=>40 cm × 30 cm|amount=]] stay."},
      {"ja", "substantive | 番組は[[深夜24時30分=>深夜24時45分|date]]に始まる。"},
  });
}

TEST(Classify, RunsOfWhatMayBeginAFactAreRead) {
  // Each was quadratic or deeper than the stack.
  for (const char* const word : {"Ab ", "Foo Bar 5 ", "1 x ", "4 × 3 cm ", "next ", "last this ", "0800 ", "5-7 ",
                                 "A and B and ", "Article Seven. "}) {
    std::string middle;
    while (middle.size() < 100'000) middle += word;
    const std::string line = "substantive | [[Start=>Begin|wording]] " + middle + "[[end=>stop|wording]].";
    AlignedPair pair = aligned(parse_marked(line, "en"));
    EXPECT_FALSE(classify(pair.before, pair.after, pair.alignment, "en").changes.empty()) << word;
  }
}

TEST(Classify, WhatIsCalledWithAnArticleIsJudged) {
  expect_as_marked({
      {"en", "substantive | It is what its author called “an [[early=>urgent|wording+quotation]] warning”."},
      {"en", "editorial | The scheme, called “[[early=>urgent|wording]] warning”, began in May."},
  });
}

/// Documents of several blocks, sentence for sentence.
AlignedPair blocks(const std::vector<std::string>& before, const std::vector<std::string>& after, BlockKind first) {
  const auto document = [&](const std::vector<std::string>& texts) {
    Document made;
    std::string all;
    for (const std::string& text : texts) {
      Block block;
      block.kind = made.blocks.empty() ? first : BlockKind::Paragraph;
      block.slice = block.source = {all.size(), all.size() + text.size()};
      made.sentences.push_back({BlockIndex(static_cast<std::uint32_t>(made.blocks.size())), 0, {0, text.size()}});
      made.blocks.push_back(block);
      all += text + "\n\n";
    }
    made.source = Source::of(all, "test");
    return made;
  };
  AlignedPair pair{document(before), document(after), {}};
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    align::Match& match = pair.alignment.matches.emplace_back();
    match.before = match.after = {SentenceIndex{i}};
  }
  return pair;
}

TEST(Classify, AReferenceThatShiftsWithItsHeadingIsNumbering) {
  const AlignedPair pair =
      blocks({"4. Appeals", "See section 4 for more."}, {"5. Appeals", "See section 5 for more."}, BlockKind::Heading);
  const std::vector<Change> changes = classified(pair);
  EXPECT_EQ(changes[0].categories, CategorySet{Category::Numbering});
  EXPECT_EQ(changes[1].categories, CategorySet{Category::Numbering});
  EXPECT_EQ(changes[1].severity, Severity::Editorial);
}

TEST(Classify, AReferenceThatShiftsAloneIsANumber) {
  const AlignedPair pair =
      blocks({"4. Appeals", "See section 4 for more."}, {"4. Appeals", "See section 5 for more."}, BlockKind::Heading);
  const Change change = classified(pair)[1];
  EXPECT_EQ(change.categories, CategorySet{Category::Number});
  EXPECT_EQ(change.severity, Severity::Substantive);
}

TEST(Classify, LabelsInsideABlockShiftReferences) {
  for (const auto& [language, line] : std::vector<std::pair<const char*, const char*>>{
           {"it",
            "editorial | Art. [[20=>21|numbering]]. Sanzioni amministrative ‖Chi viola l'articolo "
            "[[20=>21|numbering]] è punito."},
           {"pt",
            "editorial | Artigo [[6.º=>7.º|numbering]] – Obrigações ‖As obrigações do artigo "
            "[[6.º=>7.º|numbering]] aplicam-se."},
           {"ja",
            "editorial | 第[[6=>7|numbering]]条　乙は、再委託してはならない。 ‖第[[12=>13|numbering]]条　乙が"
            "第[[6=>7|numbering]]条に違反したときは、契約を解除する。"},
           {"ar",
            "editorial | المادة [[9=>10|numbering]]: يلتزم المورّد بالتسليم. ‖المادة [[17=>18|numbering]]: إذا "
            "أخلّ بأحكام المادة [[9=>10|numbering]] جاز الفسخ."},
           {"en",
            "substantive | Article [[9=>10|numbering]]: The supplier delivers. ‖Section [[17=>18|number]] of the "
            "Act applies."},
       }) {
    const MarkedPair marked = parse_marked(line, language);
    AlignedPair pair = aligned(marked);
    Severity severity = Severity::None;
    CategorySet found;
    for (const Change& change : classify(pair.before, pair.after, pair.alignment, language).changes) {
      severity = std::max(severity, change.severity);
      found.insert(change.categories);
    }
    CategorySet expected;
    for (const MarkedEdit& edit : marked.edits) expected.insert(edit.categories);
    EXPECT_EQ(found, expected) << line;
    EXPECT_EQ(severity, marked.severity) << line;
  }
}

TEST(Classify, OrdinalsOfAListShiftReferences) {
  AlignedPair pair =
      blocks({"Pay the fee.", "As item 2 says."}, {"Pay the fee.", "As item 3 says."}, BlockKind::ListItem);
  pair.before.blocks[0].ordinal = 2;
  pair.after.blocks[0].ordinal = 3;
  EXPECT_EQ(classified(pair)[1].categories, CategorySet{Category::Numbering});
}

TEST(Classify, AQuotationOfSeveralParagraphsOpensEachAndClosesTheLast) {
  for (const auto& [open, close] : {std::pair("“", "”"), std::pair("\"", "\""), std::pair("« ", " »")}) {
    const auto paragraphs = [&](const std::string& word) {
      return std::vector<std::string>{
          "Anna Berg said: " + std::string(open) + "We are glad.", open + std::string("It took long. It was ") + word,
          open + std::string("It is ") + word + " now." + close + " The mayor left.", "It is " + word + " here."};
    };
    const AlignedPair pair = blocks(paragraphs("hard"), paragraphs("tough"), BlockKind::Paragraph);
    const std::vector<Change> changes = classified(pair);
    const CategorySet said{Category::Wording, Category::Quotation};
    EXPECT_EQ(changes[1].categories, said) << open;
    EXPECT_EQ(changes[1].severity, Severity::Substantive);
    EXPECT_EQ(changes[2].categories, said) << open;
    EXPECT_EQ(changes[3].categories, CategorySet{Category::Wording}) << open;
  }
}

TEST(Classify, ManyQuotationsInOneHugeBlockAreJudgedAlone) {
  std::string before;
  while (before.size() < 4'000'000) before += "“We are glad,” said Mayor Anna Berg. “It took long.” ";
  before.pop_back();
  std::string after = before;
  after.replace(after.size() - std::string_view("long.”").size(), 4, "years");
  const Change change = classified(blocks({before}, {after}, BlockKind::Paragraph)).front();
  EXPECT_TRUE(change.categories.contains(Category::Quotation));
  EXPECT_EQ(change.severity, Severity::Substantive);
}

TEST(Classify, ReferencesShiftInStepWithLabelsOfEveryKind) {
  struct Case {
    BlockKind kind;
    std::vector<std::string> before;
    std::vector<std::string> after;
  };
  const std::vector<Case> cases = {
      {BlockKind::Paragraph,
       {"1.2 The fee.", "See clause 1.2 for more."},
       {"1.3 The fee.", "See clause 1.3 for more."}},
      {BlockKind::Paragraph,
       {"1.9 The fee.", "See clause 1.9 for more."},
       {"1.10 The fee.", "See clause 1.10 for more."}},
      {BlockKind::ListItem, {"(c) the fee;", "See item (c) for more."}, {"(d) the fee;", "See item (d) for more."}},
      {BlockKind::ListItem, {"c) the fee;", "See point (c) for more."}, {"d) the fee;", "See point (d) for more."}},
      {BlockKind::ListItem, {"(iii) the fee;", "See item (iii) now."}, {"(iv) the fee;", "See item (iv) now."}},
      {BlockKind::Heading, {"Article 2", "See Article 2 for more."}, {"Article 3", "See Article 3 for more."}},
      {BlockKind::Heading, {"Article IV", "See Article IV for more."}, {"Article V", "See Article V for more."}},
      {BlockKind::Heading, {"Annex A", "See Annex A for more."}, {"Annex B", "See Annex B for more."}}};
  for (const Case& each : cases) {
    const std::vector<Change> changes = classified(blocks(each.before, each.after, each.kind));
    for (const Change& change : changes) {
      EXPECT_EQ(change.categories, CategorySet{Category::Numbering}) << each.before[0];
      EXPECT_EQ(change.severity, Severity::Editorial) << each.before[0];
    }
  }
}

TEST(Classify, ReferencesThatFollowOneAnotherShiftEach) {
  const AlignedPair pair = blocks({"1.2 The fee.", "1.5 The term.", "See clauses 1.2 and 1.5."},
                                  {"1.3 The fee.", "1.6 The term.", "See clauses 1.3 and 1.6."}, BlockKind::Paragraph);
  EXPECT_EQ(classified(pair)[2].categories, CategorySet{Category::Numbering});
}

}  // namespace
}  // namespace stet::classify::test
