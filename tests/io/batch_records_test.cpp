// The formats, word for word, with ids that mean something to JSON, CSV, TREC files or a terminal.
#include "io/batches.h"

#include <string>

#include <gtest/gtest.h>

namespace skillmatch::io {
namespace batch_records_test {

// Two companies that ask for one skill; scores are exact: cosine 1, coverage ½ or 1.
struct Small {
  Catalog catalog;
  Scorer scorer;
  Place place;

  Small(const std::string& first, const std::string& second, const std::string& text)
      : catalog(make_catalog(first, second)), scorer(catalog, make_model()), place(text) {}
  Small(const Small&) = delete;
  Small& operator=(const Small&) = delete;

  static Model make_model() {
    Model model;
    model.breadth_floor = 0.0;
    return model;
  }
  static Catalog make_catalog(const std::string& first, const std::string& second) {
    Catalog catalog(built_in_taxonomy());
    const SkillId python = *catalog.taxonomy().find("python");
    catalog.add({first, {"First", ""}, {}, {}, ""}, {{python, 2.0, 1.0, true}});
    catalog.add({second, {"Second", ""}, {}, {}, ""}, {{python, 4.0, 1.0, false}});
    return catalog;
  }
  std::string out(BatchFormat format, BatchBy by = BatchBy::profile) const {
    BatchOptions options = place.with_rejects();
    options.format = format;
    options.by = by;
    options.start = BatchStart::restart;
    run_batch(scorer, place.input, options);
    return place.out();
  }
};

const std::string kProfiles =
    "{\"id\":\"a b\",\"skills\":{\"python\":2}}\n"
    "{\"id\":\"=1+1\",\"skills\":{\"python\":1}}\n"
    "{\"id\":\"x\\\"y,\\u202e%\",\"skills\":{\"python\":0}}\n";

TEST(BatchRecords, AsJsonLines) {
  const Small small("c 1", "c\"2", kProfiles);
  EXPECT_EQ(small.out(BatchFormat::jsonl),
            R"({"record":1,"profile":"a b","results":[)"
            R"({"rank":1,"company":"c 1","score":1,"cosine":1,"coverage":1,"gate":"pass"},)"
            R"({"rank":2,"company":"c\"2","score":0.75,"cosine":1,"coverage":0.5,"gate":"pass"}]})"
            "\n"
            R"({"record":2,"profile":"=1+1","results":[)"
            R"({"rank":1,"company":"c\"2","score":0.625,"cosine":1,"coverage":0.25,"gate":"pass"},)"
            R"({"rank":2,"company":"c 1","score":0.75,"cosine":1,"coverage":0.5,"gate":"fail"}]})"
            "\n"
            R"({"record":3,"profile":"x\"y,\u202e%","results":[],"not_ranked":"empty_profile"})"
            "\n");
}

TEST(BatchRecords, AsCsv) {
  const Small small("c 1", "c\"2", kProfiles);
  EXPECT_EQ(small.out(BatchFormat::csv),
            "record,profile,rank,company,score,cosine,coverage,gate,not_ranked\r\n"
            "1,a b,1,c 1,1,1,1,pass,\r\n"
            "1,a b,2,\"c\"\"2\",0.75,1,0.5,pass,\r\n"
            "2,'=1+1,1,\"c\"\"2\",0.625,1,0.25,pass,\r\n"
            "2,'=1+1,2,c 1,0.75,1,0.5,fail,\r\n"
            "3,\"x\"\"y,\\u{202E}%\",,,,,,,empty_profile\r\n");
}

TEST(BatchRecords, AsTrec) {
  const Small small("c 1", "회사\xE3\x80\x80%", kProfiles);
  EXPECT_EQ(small.out(BatchFormat::trec),
            "a%20b Q0 c%201 1 1 skillmatch\n"
            "a%20b Q0 회사%E3%80%80%25 2 0.75 skillmatch\n"
            "=1+1 Q0 회사%E3%80%80%25 1 0.625 skillmatch\n"
            "=1+1 Q0 c%201 2 -1.25 skillmatch\n");
}

TEST(BatchRecords, ByCompany) {
  const Small small("c 1", "c2", kProfiles);
  std::string lines = small.out(BatchFormat::jsonl, BatchBy::company);
  const std::string run = Json::parse(lines_of(lines)[0])["run"];
  EXPECT_EQ(run.size(), 16U);
  for (std::size_t at = 0; (at = lines.find(run)) != std::string::npos;) {
    lines.replace(at, run.size(), "RUN");
  }
  EXPECT_EQ(
      lines,
      R"({"company":"c 1","top":5,"run":"RUN","results":[)"
      R"({"rank":1,"record":1,"profile":"a b","score":1,"cosine":1,"coverage":1,"gate":"pass"},)"
      R"({"rank":2,"record":2,"profile":"=1+1","score":0.75,"cosine":1,"coverage":0.5,)"
      R"("gate":"fail"}]})"
      "\n"
      R"({"company":"c2","top":5,"run":"RUN","results":[)"
      R"({"rank":1,"record":1,"profile":"a b","score":0.75,"cosine":1,"coverage":0.5,)"
      R"("gate":"pass"},)"
      R"({"rank":2,"record":2,"profile":"=1+1","score":0.625,"cosine":1,"coverage":0.25,)"
      R"("gate":"pass"}]})"
      "\n");
  EXPECT_EQ(small.out(BatchFormat::csv, BatchBy::company),
            "company,rank,record,profile,score,cosine,coverage,gate,not_ranked\r\n"
            "c 1,1,1,a b,1,1,1,pass,\r\n"
            "c 1,2,2,'=1+1,0.75,1,0.5,fail,\r\n"
            "c2,1,1,a b,0.75,1,0.5,pass,\r\n"
            "c2,2,2,'=1+1,0.625,1,0.25,pass,\r\n");
  EXPECT_EQ(small.out(BatchFormat::trec, BatchBy::company),
            "c%201 Q0 a%20b 1 1 skillmatch\n"
            "c%201 Q0 =1+1 2 -1.25 skillmatch\n"
            "c2 Q0 a%20b 1 0.75 skillmatch\n"
            "c2 Q0 =1+1 2 0.625 skillmatch\n");
}

TEST(BatchRecords, OfACompanyThatCannotBeRanked) {
  Catalog catalog(built_in_taxonomy());
  catalog.add({"none", {"None", ""}, {}, {}, ""}, {});
  const Scorer scorer(catalog, Model{});
  const Place place(kProfiles);
  BatchOptions options = place.options();
  options.by = BatchBy::company;
  options.format = BatchFormat::csv;
  run_batch(scorer, place.input, options);
  EXPECT_EQ(lines_of(place.out())[1], "none,,,,,,,,no_requirements\r");
  options.format = BatchFormat::jsonl;
  run_batch(scorer, place.input, options);
  const Json line = Json::parse(place.out());
  EXPECT_EQ(line["not_ranked"], "no_requirements");
  EXPECT_TRUE(line["results"].empty());
}

TEST(BatchRecords, OfRejectsAreJsonWhateverTheirBytes) {
  const Small small("a", "b", "\xFF\xC3 raw\x01\t\"\\\n");
  small.out(BatchFormat::jsonl);
  const Json line = Json::parse(small.place.rejects());
  EXPECT_EQ(line["line"], 1);
  EXPECT_EQ(line["record"], 1);
  EXPECT_EQ(line["text"], "\uFFFD\uFFFD raw\x01\t\"\\");
}

}  // namespace batch_records_test
}  // namespace skillmatch::io
