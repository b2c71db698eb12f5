// skillmatch report: what the page says, word for word, and what it refuses. That it works in a
// browser is tested in tests/page.
#include "cli/skillmatch.h"
#include "support/temp_dir.h"

#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli_test {
namespace report_test {

const std::string kProfile = sample("graph-graduate");

class Report : public testing::Test {
 protected:
  static std::string page_of(Words words) {
    words.insert(words.begin(), "report");
    return output_of(words);
  }
  static std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      ++found;
    }
    return found;
  }

  TempDir dir_;
};

TEST_F(Report, SaysEverythingInEnglish) {
  const std::string page = page_of({kProfile, "--lang", "en", "--top", "2"});
  for (const char* text : {
           "<html lang=\"en\">",
           "<title>Companies for graph-graduate</title>",
           "<nav aria-label=\"On this page\">",
           ">Skip to the ranking</a>",
           ">Ranking</h2>",
           ">Company by company</h2>",
           ">Fields</h2>",
           "aria-label=\"Fit and competition. ",
           ">The higher a field, the better it fits; the further to the right, the more compete "
           "for it. "
           "A line goes up to the fit in reach of the hours. Of more than twelve fields those that "
           "fit best are drawn; the table has all.</p>",
           ">fit</text>",
           ">niche</text>",
           ">crowded</text>",
           ">What to learn next</h2>",
           ">Each bar is as long as its step&#39;s hours; beside it are the rank and the score at "
           "the company "
           "after it, and the hours so far: <b>",
           ">now</text>",
           ">What if</h2>",
           "<p>The best 2 of 19 companies; the sliders rank these anew.</p>",
           ">drawn</th>",
           "<h3>Levels asked and held</h3>",
           ">Bar: your level, from 0 to 5. Line: the level asked. Amber: below it.</p>",
           "<h3>Where the score comes from</h3>",
           ">Each skill goes on where the one above it ends; all of them are the score.</p>",
           ">There are no sliders here: they need a browser that runs this page&#39;s script and "
           "WebAssembly</p>",
           ">Move a slider: all companies of this page are scored again with those levels, weights "
           "and blend, by the same engine as on the command line. Nothing is stored.</p>",
           ">Another skill <input",
           ">As it was</button>",
           ">Show all companies</button>",
           ">places moved</th>",
           ">With these numbers no company has a score.</p>",
           "\"no_sliders\":\"There are no sliders here:\"",
           "\"not_built\":\"this skillmatch was built without emscripten\"",
           "\"disagrees\":\"the engine of this page does not give the scores of this page\"",
           "\"blend\":\"share of cosine\"",
           "\"level\":\"level\"",
           "\"weight\":\"weight\"",
           "\"first\":\"First:\"",
           ">This page needs no network and sends nothing. Made by skillmatch ",
       }) {
    EXPECT_NE(page.find(text), std::string::npos) << text;
  }
}

TEST_F(Report, SaysEverythingInKorean) {
  const std::string page = page_of({kProfile, "--lang", "ko", "--top", "2"});
  for (const char* text : {
           "<html lang=\"ko\">",
           "<title>회사 순위: graph-graduate</title>",
           "<nav aria-label=\"이 페이지의 내용\">",
           ">순위로 건너뛰기</a>",
           ">순위</h2>",
           ">회사별로 보기</h2>",
           ">분야</h2>",
           "aria-label=\"적합도와 경쟁. ",
           ">위에 있을수록 잘 맞고, 오른쪽에 있을수록 경쟁이 치열합니다. 세로선은 주어진 시간 안에 "
           "닿을 수 "
           "있는 적합도까지 이어집니다. 분야가 열둘보다 많으면 가장 잘 맞는 분야만 그리며, 표에는 "
           "모두 있습니다.</p>",
           ">적합도</text>",
           ">틈새</text>",
           ">치열함</text>",
           ">다음에 배울 것</h2>",
           ">막대의 길이는 단계에 드는 시간입니다. 그 뒤는 단계를 마쳤을 때 이 회사의 순위와 점수, "
           "그때까지의 "
           "시간입니다: <b>",
           ">지금</text>",
           ">바꿔 보기</h2>",
           "<p>19개 회사 중 상위 2개입니다. 슬라이더는 이 회사들의 순위를 다시 매깁니다.</p>",
           ">그림</th>",
           "<h3>요구 수준과 보유 수준</h3>",
           ">막대: 보유 수준(0~5). 세로줄: 요구 수준. 주황색: 요구 수준에 못 미침.</p>",
           "<h3>점수가 나온 곳</h3>",
           ">각 역량은 바로 위 역량이 끝난 곳에서 이어지며, 모두 더하면 점수입니다.</p>",
           ">슬라이더를 쓸 수 없습니다: 이 페이지의 스크립트와 WebAssembly를 실행하는 브라우저가 "
           "필요합니다</p>",
           ">슬라이더를 움직이면 그 수준, 가중치, 코사인 비중으로 이 페이지의 모든 회사 점수를 "
           "명령줄과 같은 엔진으로 다시 계산합니다. 아무것도 저장하지 않습니다.</p>",
           ">다른 역량 추가 <input",
           ">처음으로</button>",
           ">모든 회사 보기</button>",
           ">순위 변화</th>",
           ">이 값으로는 점수가 있는 회사가 없습니다.</p>",
           "\"no_sliders\":\"슬라이더를 쓸 수 없습니다:\"",
           "\"not_built\":\"이 skillmatch는 emscripten 없이 빌드되었습니다\"",
           "\"disagrees\":\"이 페이지의 엔진이 계산한 점수가 페이지의 점수와 다릅니다\"",
           "\"blend\":\"코사인 비중\"",
           "\"level\":\"수준\"",
           "\"weight\":\"가중치\"",
           "\"first\":\"1위:\"",
           ">이 페이지는 네트워크를 쓰지 않으며 아무것도 보내지 않습니다. 만든 프로그램: "
           "skillmatch ",
       }) {
    EXPECT_NE(page.find(text), std::string::npos) << text;
  }
}

TEST_F(Report, HasEveryCompanyAndDetailsOfTheFirstTen) {
  const std::string page = page_of({kProfile, "--lang", "en"});
  const Json ranking = json_of({"rank", kProfile, "--top", "all", "-f", "json", "--lang", "en"});
  std::size_t at = 0;
  for (const Json& result : ranking["results"]) {
    at = page.find("<td class=\"name\">" + result["name"].get<std::string>() + "</td>", at);
    ASSERT_NE(at, std::string::npos) << result["name"];
  }
  EXPECT_EQ(count(page, "<details class=\"company\""), 10U);
  EXPECT_EQ(count(page, "<details class=\"company\" open>"), 1U);
}

TEST_F(Report, SaysWhatAdviseAndFieldsSayForTheSameHours) {
  const std::string page = page_of(
      {kProfile, "--lang", "en", "--budget", "400", "--pool", data_file("candidates.jsonl")});
  const Json advice =
      json_of({"advise", kProfile, "-f", "json", "--budget", "400", "--lang", "en"});
  std::size_t at = page.find("<section id=\"plan\"");
  for (const Json& step : advice["steps"]) {
    const std::string cells = "<td>" + std::to_string(step["total_hours"].get<int>()) + "</td><td>";
    at = page.find(cells, at);
    ASSERT_NE(at, std::string::npos) << step;
  }
  EXPECT_EQ(count(page.substr(page.find("<section id=\"plan\"")), " h</text>"),
            advice["steps"].size() + 1);
  const Json fields = json_of({"fields", kProfile, "-f", "json", "--budget", "400", "--pool",
                               data_file("candidates.jsonl"), "--lang", "en"});
  for (const Json& field : fields["fields"]) {
    std::array<char, 16> fit{};
    std::snprintf(fit.data(), fit.size(), "%.3f", field["fit"].get<double>());
    EXPECT_NE(page.find("<td class=\"name\">" + field["name"].get<std::string>() + "</td><td>" +
                        fit.data() + "</td>"),
              std::string::npos)
        << field;
  }
  EXPECT_NE(page.find(">rivals for each company, from none to the most</text>"), std::string::npos);
  EXPECT_NE(page.find("Your best chance is "), std::string::npos);
  const std::string korean =
      page_of({kProfile, "--lang", "ko", "--pool", data_file("candidates.jsonl")});
  EXPECT_NE(korean.find(">회사당 경쟁자 수, 없음에서 가장 많음까지</text>"), std::string::npos);
}

TEST_F(Report, SaysWhatAllCompaniesOfAFieldAskForHoweverFewAreShown) {
  const std::string page =
      page_of({kProfile, "--lang", "en", "--field", "medical-ai", "--top", "1"});
  EXPECT_NE(page.find("What the 3 companies of Medical AI ask for"), std::string::npos);
}

TEST_F(Report, PlansForAllCompaniesAlsoThoseThatItDoesNotShow) {
  const std::string page = page_of({kProfile, "--lang", "en", "--top", "3", "--budget", "400"});
  const std::string advice = output_of({"advise", kProfile, "--lang", "en", "-b", "400"},
                                       {.environment = {{"COLUMNS", "200"}}});
  const std::size_t begin = advice.find("Within reach");
  const std::string line = advice.substr(begin, advice.find('\n', begin) - begin);
  EXPECT_NE(page.find("<p>" + line + "</p>"), std::string::npos) << line;
}

TEST_F(Report, DrawsTheTwelveFieldsThatFitBestAndNoNameOnAnother) {
  Json catalog = Json::parse(catalog_text({}));
  for (int f = 0; f < 30; ++f) {
    const std::string id = "field-" + std::to_string(f);
    catalog["fields"].push_back({{"id", id}, {"name", {{"en", id}}}, {"competition", "niche"}});
    catalog["companies"].push_back(
        {{"id", "c" + std::to_string(f)},
         {"name", {{"en", "c"}}},
         {"field", id},
         {"requires", {{"sql", {{"level", 3}}}, {"python", {{"level", 3}}}}}});
  }
  const std::string page = page_of({kProfile, "-c", dir_.put("c.json", catalog.dump())});
  const std::size_t begin = page.find("<svg", page.find("<section id=\"fields\""));
  const std::string map = page.substr(begin, page.find("</svg>", begin) - begin);
  EXPECT_EQ(count(map, "class=\"spot\""), 12U);
  std::vector<double> lines;
  for (std::size_t at = map.find(">field-"); at != std::string::npos;
       at = map.find(">field-", at + 1)) {
    if (map.compare(at - 1, 1, "\"") != 0) continue;  // the title of a spot
    const std::size_t y = map.rfind(" y=\"", at);
    lines.push_back(std::stod(map.substr(y + 4)));
  }
  ASSERT_EQ(lines.size(), 12U);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_LT(lines[i], 370.0);
    if (i > 0) EXPECT_GE(lines[i] - lines[i - 1], 16.9);
  }
}

TEST_F(Report, RefusesAPoolWhereThereAreNoFields) {
  const std::string catalog =
      dir_.put("catalog.json", catalog_text({{"a", {{"python", {{"level", 3}}}}}}));
  const RunResult run =
      skillmatch({"report", kProfile, "-c", catalog, "--pool", data_file("candidates.jsonl")});
  EXPECT_EQ(run.status, kWrongInput);
  EXPECT_NE(run.err.find("has no fields"), std::string::npos) << run.err;
  EXPECT_EQ(skillmatch({"report", kProfile, "-c", catalog}).status, kDone);
}

TEST_F(Report, ShowsThePlanByThePlacesOfTheCompanyThatClimbsMost) {
  const std::string page = page_of({kProfile, "--lang", "en", "--budget", "400"});
  const Json advice =
      json_of({"advise", kProfile, "-f", "json", "--budget", "400", "--lang", "en"});
  Json changed = Json::parse(bytes_of(kProfile));
  for (const Json& step : advice["steps"]) {
    changed["skills"][step["skill"].get<std::string>()] = step["to"];
  }
  const std::string then = dir_.put("then.json", changed.dump());
  const auto rank = [](const std::string& profile, const std::string& company) {
    const Json ranking = json_of({"rank", profile, "--top", "all", "-f", "json"});
    for (const Json& r : ranking["results"]) {
      if (r["company"] == company) return r["rank"].get<int>();
    }
    return 0;
  };
  std::string best;
  int most = 0;
  for (const Json& company : advice["then"]["within_reach"]) {
    const int climbed = rank(kProfile, company) - rank(then, company);
    if (climbed > most) {
      most = climbed;
      best = company;
    }
  }
  ASSERT_GT(most, 0);
  const Json name = json_of({"catalog", "show", best, "-f", "json", "--lang", "en"})["name"];
  EXPECT_NE(page.find("hours so far: <b>" +
                      (name.is_object() ? name["en"] : name).get<std::string>() + "</b>"),
            std::string::npos)
      << best;
  EXPECT_NE(page.find("#" + std::to_string(rank(kProfile, best)) + " · "), std::string::npos);
  EXPECT_NE(page.rfind("#" + std::to_string(rank(then, best)) + " · "), std::string::npos);
}

TEST_F(Report, IsTheSameEveryTimeAndWhereverItGoes) {
  const std::string page = page_of({kProfile});
  const std::string path = dir_.path() + "/report.html";
  EXPECT_EQ(page_of({kProfile, "-o", path}), "");
  EXPECT_EQ(bytes_of(path), page);
}

TEST_F(Report, SaysWhyNothingIsRankedAndHasNoSliders) {
  const std::string empty = dir_.put(
      "empty.json", R"({"format": "skillmatch/profile@1", "id": "e", "skills": {"python": 0}})");
  const std::string page = page_of({empty, "--lang", "en"});
  EXPECT_NE(page.find("Nothing is ranked: the profile holds no skill above level 0"),
            std::string::npos);
  EXPECT_EQ(page.find("id=\"live\""), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  const std::string catalog = dir_.put("none.json", catalog_text({{"a", Json::object()}}));
  EXPECT_NE(page_of({kProfile, "-c", catalog, "--lang", "en"})
                .find("Nothing is ranked: it requires no skill"),
            std::string::npos);
}

TEST_F(Report, NeverEndsAnElementByAName) {
  const std::string catalog =
      dir_.put("catalog.json", catalog_text({{"</script><b>", {{"python", {{"level", 3}}}}}}));
  const std::string page = page_of({kProfile, "-c", catalog});
  EXPECT_EQ(page.find("</script><b>"), std::string::npos);
  EXPECT_NE(page.find("&lt;/script&gt;&lt;b&gt;"), std::string::npos);
  EXPECT_NE(page.find("\\u003c/script>\\u003cb>"), std::string::npos);
}

TEST_F(Report, RefusesWhatItCannotWriteOrFind) {
  const RunResult nowhere =
      skillmatch({"report", kProfile, "-o", dir_.path() + "/none/report.html"});
  EXPECT_EQ(nowhere.status, kFailed);
  EXPECT_NE(nowhere.err.find("none/report.html"), std::string::npos) << nowhere.err;
  const RunResult itself = skillmatch({"report", kProfile, "-o", kProfile});
  EXPECT_EQ(itself.status, kWrongUsage) << itself.err;
  const RunResult field = skillmatch({"report", kProfile, "--field", "medical"});
  EXPECT_EQ(field.status, kWrongUsage);
  EXPECT_NE(field.err.find("did you mean"), std::string::npos) << field.err;
}

}  // namespace report_test
}  // namespace cli_test
