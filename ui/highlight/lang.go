package highlight

import "strings"

// A Lang is a language, or a family of them whose tokens look alike.
type Lang uint8

// The languages. None has no tokens.
const (
	None Lang = iota
	Go
	C // and C++, Objective-C, protocol buffers
	CSharp
	CSS // and its dialects
	Dockerfile
	HTML // and XML
	INI  // and the many configuration files with # or ; comments
	Java // and Groovy
	JavaScript
	JSON
	Kotlin // and Scala
	Lua
	Makefile
	Markdown
	PHP
	Python // and Starlark
	Ruby
	Rust
	Shell
	SQL
	Swift // and Dart
	Terraform
	TOML
	TypeScript
	YAML
	numLangs
)

// Language tells the language of a file by its path, None if it is not known.
func Language(path string) Lang {
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch name {
	case "Makefile", "makefile", "GNUmakefile":
		return Makefile
	case "Gemfile", "Rakefile", "Podfile", "Vagrantfile", "Brewfile", "Fastfile":
		return Ruby
	case "BUILD", "WORKSPACE", "SConstruct", "Tiltfile":
		return Python
	case "Jenkinsfile":
		return Java
	case "CODEOWNERS", ".gitignore", ".gitattributes", ".dockerignore", ".editorconfig", ".gitconfig", ".npmrc", ".env":
		return INI
	case ".bashrc", ".bash_profile", ".profile", ".zshrc", "PKGBUILD", "gradlew":
		return Shell
	case "go.mod", "go.work":
		return Go
	case "Cargo.lock", "Pipfile", "poetry.lock":
		return TOML
	}
	if strings.HasPrefix(name, "Dockerfile") || strings.HasPrefix(name, "Containerfile") {
		return Dockerfile
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || len(name)-dot > 12 {
		return None
	}
	switch strings.ToLower(name[dot+1:]) {
	case "go":
		return Go
	case "c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "m", "mm", "proto", "glsl", "cu":
		return C
	case "cs":
		return CSharp
	case "css", "scss", "less", "sass":
		return CSS
	case "dockerfile":
		return Dockerfile
	case "html", "htm", "xml", "xhtml", "svg", "xsd", "xsl", "plist", "csproj", "props", "targets", "vue", "svelte", "erb", "tmpl":
		return HTML
	case "ini", "cfg", "conf", "properties", "service", "desktop", "env":
		return INI
	case "java", "groovy", "gradle":
		return Java
	case "js", "jsx", "mjs", "cjs":
		return JavaScript
	case "json", "jsonc", "json5", "ipynb", "webmanifest":
		return JSON
	case "kt", "kts", "scala", "sc":
		return Kotlin
	case "lua":
		return Lua
	case "mk", "mak":
		return Makefile
	case "md", "markdown", "mdx":
		return Markdown
	case "php", "phtml":
		return PHP
	case "py", "pyi", "pyw", "bzl", "star":
		return Python
	case "rb", "rake", "gemspec", "ru":
		return Ruby
	case "rs":
		return Rust
	case "sh", "bash", "zsh", "ksh", "bats", "fish":
		return Shell
	case "sql", "psql", "ddl":
		return SQL
	case "swift", "dart":
		return Swift
	case "tf", "tfvars", "hcl":
		return Terraform
	case "toml":
		return TOML
	case "ts", "tsx", "mts", "cts":
		return TypeScript
	case "yaml", "yml":
		return YAML
	}
	return None
}
