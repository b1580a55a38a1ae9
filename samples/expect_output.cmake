# cmake -DPROGRAM=… -DARGUMENTS=… -DEXIT=… -DEXPECT=… -P expect_output.cmake
# Runs a program and fails unless it ends with the code and its output matches every expression of the list.
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE code)
if(NOT code STREQUAL EXIT)
  message(FATAL_ERROR "exit code ${code}, expected ${EXIT}; output:\n${output}")
endif()
foreach(expression IN LISTS EXPECT)
  if(NOT output MATCHES "${expression}")
    message(FATAL_ERROR "nothing matches \"${expression}\" in:\n${output}")
  endif()
endforeach()
