// Every name by which a skill or an attribute goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skillmatch {

// Calls use(name) with the id, the names that are not empty, and the aliases, in this order.
template <typename Thing, typename Use>
void for_each_name(const Thing& thing, Use use) {
  use(std::string_view(thing.id));
  if (!thing.name.en.empty()) use(std::string_view(thing.name.en));
  if (!thing.name.ko.empty()) use(std::string_view(thing.name.ko));
  for (const std::string& alias : thing.aliases) use(std::string_view(alias));
}

// The words of a name, each as its name_key, without what has none: what stands between white space
// and ASCII punctuation. '+' and '#' are letters of a name: "C++", "C#".
std::vector<std::string> words_of(std::string_view name);

// The same without what stands in parentheses: "Java (computer programming)" has the word "java".
std::vector<std::string> words_outside_parentheses(std::string_view name);

// An English word without its plural: "networks", "libraries", "classes"; "class", "analysis",
// "status" and words of fewer than four letters stay.
std::string singular(const std::string& word);

}  // namespace skillmatch
