package store

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"time"
)

// Every file is one text line and the bytes after it, so that a person can
// see what a file is. The line, of fixed length for a kind, is
//
//	hubtrail-KIND VERSION TIME LENGTH CHECKSUM
//
// with the time in nanoseconds since 1970 (UTC) as 16 hexadecimal digits, the
// length of the bytes as 16, and as 8 the CRC-32C of the line up to there
// followed by the bytes. A newer format keeps the first two words.
const (
	envelopePrefix  = "hubtrail-"
	envelopeVersion = 1
)

// The ways in which a file can be unreadable.
var (
	errDamaged      = errors.New("damaged")
	errOlderVersion = errors.New("written by an older version of hubtrail")
)

// seal returns the header for data and nothing else; data follows it in the
// file as it is.
func seal(kind string, at time.Time, data []byte) []byte {
	head := fmt.Appendf(nil, "%s%s %d %016x %016x ", envelopePrefix, kind, envelopeVersion,
		uint64(at.UnixNano()), uint64(len(data)))
	return fmt.Appendf(head, "%08x\n", checksum(head, data))
}

// unseal returns the bytes of a whole file (a part of file, not a copy) and
// the time in its header. The error is errDamaged, errOlderVersion or
// ErrNewerFormat.
func unseal(kind string, file []byte) (data []byte, at time.Time, err error) {
	start := envelopePrefix + kind + " "
	if !bytes.HasPrefix(file, []byte(start)) {
		return nil, time.Time{}, errDamaged
	}
	version, _, found := bytes.Cut(file[len(start):min(len(file), len(start)+10)], []byte(" "))
	if !found {
		return nil, time.Time{}, errDamaged
	}
	switch v, err := strconv.ParseUint(string(version), 10, 31); {
	case err != nil:
		return nil, time.Time{}, errDamaged
	case v > envelopeVersion:
		return nil, time.Time{}, ErrNewerFormat
	case v < envelopeVersion:
		return nil, time.Time{}, errOlderVersion
	}
	fields := len(start) + len(version) + 1
	head := fields + 16 + 1 + 16 + 1
	end := head + 8 + 1
	if len(file) < end || file[end-1] != '\n' {
		return nil, time.Time{}, errDamaged
	}
	nanos, errTime := strconv.ParseUint(string(file[fields:fields+16]), 16, 64)
	length, errLength := strconv.ParseUint(string(file[fields+17:fields+33]), 16, 64)
	sum, errSum := strconv.ParseUint(string(file[head:head+8]), 16, 32)
	data = file[end:]
	if errors.Join(errTime, errLength, errSum) != nil || length != uint64(len(data)) ||
		uint32(sum) != checksum(file[:head], data) {
		return nil, time.Time{}, errDamaged
	}
	return data, time.Unix(0, int64(nanos)), nil
}

func checksum(head, data []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Update(0, table, head), table, data)
}
