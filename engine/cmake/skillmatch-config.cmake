# find_package(skillmatch CONFIG): skillmatch::engine, and skillmatch::io for files.
include(CMakeFindDependencyMacro)
find_dependency(Eigen3 3.4 NO_MODULE)
find_dependency(simdjson 3.0)
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
find_dependency(utf8proc MODULE)
include(${CMAKE_CURRENT_LIST_DIR}/skillmatch-targets.cmake)
