// Says how BuildKit itself reads Dockerfiles, for tests that compare our reading with it. It reads a question as JSON
// from standard input and prints the answers as JSON, in the words of src/dockerfile/types.ts.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type question struct {
	// Files to read: bytes, in base64.
	Files [][]byte `json:"files"`
	// Words to expand.
	Words []wordQuestion `json:"words"`
	// Builds to plan, up to the point where something would run.
	Builds []buildQuestion `json:"builds"`
}

type answers struct {
	Files  []fileAnswer  `json:"files"`
	Words  []wordAnswer  `json:"words"`
	Builds []buildAnswer `json:"builds"`
}

type problem struct {
	Line    int    `json:"line"`
	Message string `json:"message"`
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fail(err)
	}
	var answered answers
	for _, file := range asked.Files {
		answered.Files = append(answered.Files, readFile(file))
	}
	for _, word := range asked.Words {
		answered.Words = append(answered.Words, expandWord(word))
	}
	for _, build := range asked.Builds {
		answered.Builds = append(answered.Builds, planBuild(build))
	}
	if err := json.NewEncoder(os.Stdout).Encode(answered); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "dockerfile-oracle:", err)
	os.Exit(1)
}
