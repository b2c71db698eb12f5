#include "ordinary_words.h"

#include <algorithm>
#include <array>

namespace skillmatch {
namespace {

// Sorted by byte.
constexpr auto kWords = std::to_array<std::string_view>(
    {"access",      "ada",         "agile",        "airflow", "alice",      "angular", "ant",
     "assembly",    "bash",        "beam",         "bert",    "blender",    "chef",    "cnn",
     "comics",      "consul",      "containers",   "crystal", "dart",       "dash",    "delphi",
     "doe",         "elixir",      "elm",          "elt",     "ember",      "excel",   "express",
     "falcon",      "fiddler",     "flask",        "flax",    "forth",      "gan",     "git",
     "go",          "grit",        "groovy",       "hack",    "helm",       "hive",    "icon",
     "impala",      "ionic",       "java",         "jax",     "jest",       "julia",   "kafka",
     "lisp",        "maya",        "mocha",        "nerf",    "nest",       "node",    "nomad",
     "notion",      "octave",      "oracle",       "ott",     "outlook",    "pandas",  "perl",
     "persistence", "pig",         "ppo",          "presto",  "processing", "pruning", "puppet",
     "quant",       "rag",         "ray",          "react",   "ruby",       "rust",    "salt",
     "scheme",      "scratch",     "scrum",        "sketch",  "slack",      "slam",    "smalltalk",
     "spark",       "spice",       "spinnaker",    "spring",  "stata",      "storm",   "swift",
     "torch",       "transformer", "transformers", "unity",   "vault",      "word",    "yolo"});

constexpr auto kKoreanWords = std::to_array<std::string_view>(
    {"가지치기", "고랭", "그릿", "깃", "루비", "서빙", "스파이스", "스파크", "스프링", "웨이퍼",
     "자바", "장고", "잭스", "지라", "카프카", "컨테이너", "토치", "트랜스포머", "확률"});

}  // namespace

bool is_ordinary_word(std::string_view key) noexcept {
  return std::binary_search(kWords.begin(), kWords.end(), key) ||
         std::binary_search(kKoreanWords.begin(), kKoreanWords.end(), key);
}

}  // namespace skillmatch
