// Package archtest holds the program to its architecture: which package may
// import which, where concurrency may be, what pure packages may not touch. A
// rule that is broken says why it is one. It has tests only.
package archtest
