package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/hashicorp/hcl/v2"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/importer"
	"github.com/pulumi/pulumi/pkg/v3/resource/stack"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
)

type generator func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error)

var generators = map[string]generator{
	"nodejs": nodejs.GenerateProgram,
	"python": python.GenerateProgram,
	"go":     golang.GenerateProgram,
}

// What `pulumi stack export --show-secrets` says.
type exported struct {
	Deployment apitype.DeploymentV3 `json:"deployment"`
}

func statesIn(file string) (ours, all []*resource.State, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	var state exported
	if err := json.Unmarshal(text, &state); err != nil {
		return nil, nil, err
	}
	for _, stored := range state.Deployment.Resources {
		one, err := stack.DeserializeResource(stored, config.NopDecrypter)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, one)
		if strings.HasPrefix(string(one.Type), "partnercenter:") {
			ours = append(ours, one)
		}
	}
	return ours, all, nil
}

// Writes the program that `pulumi import` writes of all resources of a state.
func writeProgram(out io.Writer, schemaFile, stateFile, language string) error {
	generate, isKnown := generators[language]
	if !isKnown {
		return fmt.Errorf("there are no programs in %s", language)
	}
	only, err := packageOf(schemaFile)
	if err != nil {
		return err
	}
	ours, all, err := statesIn(stateFile)
	if err != nil {
		return err
	}
	write := func(out io.Writer, program *pcl.Program) error {
		files, problems, err := generate(program)
		if err != nil {
			return err
		}
		if problems.HasErrors() {
			return problems
		}
		for _, content := range files {
			if _, err := out.Write(content); err != nil {
				return err
			}
		}
		return nil
	}
	return importer.GenerateLanguageDefinitions(out, only, write, ours, all, importer.NameTable{})
}
