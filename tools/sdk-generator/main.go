// Makes the plugin's libraries of other languages out of its schema, as `pulumi package gen-sdk` does, and the programs
// that `pulumi import` writes of a state. For `npm run sdks` and tests: the CLI asks language hosts for both, which not
// every machine can have.
//
//	partnercenter-sdks libraries SCHEMA FOLDER LANGUAGE...
//	partnercenter-sdks program SCHEMA STATE LANGUAGE
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-partnercenter"

// The only package that there is.
type onlyPackage struct{ pkg *schema.Package }

func (only onlyPackage) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	if only.pkg == nil || name != only.pkg.Name {
		return nil, fmt.Errorf("there is no package %s here", name)
	}
	return only.pkg, nil
}

func (only onlyPackage) LoadPackageV2(_ context.Context, of *schema.PackageDescriptor) (*schema.Package, error) {
	return only.LoadPackage(of.Name, of.Version)
}

func (only onlyPackage) LoadPackageReference(name string, version *semver.Version) (schema.PackageReference, error) {
	pkg, err := only.LoadPackage(name, version)
	if err != nil {
		return nil, err
	}
	return pkg.Reference(), nil
}

func (only onlyPackage) LoadPackageReferenceV2(
	_ context.Context, of *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return only.LoadPackageReference(of.Name, of.Version)
}

func packageOf(schemaFile string) (onlyPackage, error) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return onlyPackage{}, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return onlyPackage{}, err
	}
	pkg, problems, err := schema.BindSpec(spec, onlyPackage{}, schema.ValidationOptions{})
	if err != nil {
		return onlyPackage{}, err
	}
	if problems.HasErrors() {
		return onlyPackage{}, problems
	}
	return onlyPackage{pkg}, nil
}

func libraryOf(language string, only onlyPackage) (map[string][]byte, error) {
	switch language {
	case "python":
		return python.GeneratePackage(tool, only.pkg, nil, only)
	case "go":
		return golang.GeneratePackage(tool, only.pkg, nil)
	case "dotnet":
		// The generator fetches a picture: an empty one from here, so that nobody else is asked.
		pictures := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		defer pictures.Close()
		only.pkg.LogoURL = pictures.URL
		return dotnet.GeneratePackage(tool, only.pkg, nil, nil)
	case "nodejs":
		return nodejs.GeneratePackage(tool, only.pkg, nil, nil, false, only)
	}
	return nil, fmt.Errorf("there are no libraries for %s", language)
}

func writeLibraries(schemaFile, folder string, languages []string) error {
	for _, language := range languages {
		only, err := packageOf(schemaFile) // a generator leaves its own words in it
		if err != nil {
			return err
		}
		files, err := libraryOf(language, only)
		if err != nil {
			return fmt.Errorf("%s: %w", language, err)
		}
		for path, content := range files {
			target := filepath.Join(folder, language, filepath.FromSlash(path))
			if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(target, content, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func run(args []string) error {
	if len(args) >= 4 && args[0] == "libraries" {
		return writeLibraries(args[1], args[2], args[3:])
	}
	if len(args) == 4 && args[0] == "program" {
		return writeProgram(os.Stdout, args[1], args[2], args[3])
	}
	return errors.New("usage: partnercenter-sdks libraries SCHEMA FOLDER LANGUAGE... | program SCHEMA STATE LANGUAGE")
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
